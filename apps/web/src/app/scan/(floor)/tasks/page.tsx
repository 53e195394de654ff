import { TasksScreen } from '#scan/screens/tasks-screen.tsx'

export default function Page() {
  return <TasksScreen />
}
