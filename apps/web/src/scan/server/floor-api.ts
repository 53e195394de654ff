import type {
  BadgeSignInInput,
  EnrolInput,
  EnrolSelfInput,
  FloorFound,
  FloorPrinter,
  FloorTasks,
  HandOverList,
  OperatorView,
  SessionView,
  ThisDevice,
  TripOpenInput,
  TripView,
} from '@baton/contract'
import { mutate, query } from './call.ts'

/** What the floor's screens ask of the server. */
export const floorApi = {
  look: (code: string, patienceMs?: number) => query<FloorFound>('floor.look', { code }, patienceMs),
  tasks: () => query<FloorTasks>('floor.tasks'),
  trips: () => query<readonly TripView[]>('floor.trips'),
  openTrip: (input: TripOpenInput) => mutate<TripView>('floor.openTrip', input),
  handOverList: (code: string) => query<HandOverList>('floor.handOverList', { code }),
  printers: () => query<readonly FloorPrinter[]>('floor.printers'),
  warehouses: () => query<readonly { id: string; name: string }[]>('floor.warehouses'),
  thisDevice: () => query<ThisDevice | null>('devices.this'),
  enrol: (input: EnrolInput) => mutate<{ id: string }>('devices.enrol', input),
  enrolSelf: (input: EnrolSelfInput) => mutate<{ id: string }>('devices.enrolSelf', input),
  signIn: (input: BadgeSignInInput) => mutate<OperatorView>('devices.signInOperator', input),
  signOut: () => mutate<unknown>('devices.signOutOperator'),
  me: () => query<SessionView | null>('me.get'),
}
