import { answerOf } from '../call-answer.ts'
import type { ShopAuthorisation } from '../driver.ts'
import { needObject, needText, textAt } from '../json-field.ts'
import { pageUrlWith } from '../page-url.ts'
import { popReader, popRequest } from './request.ts'
import { readPddToken } from './token.ts'

/** Source: official Pinduoduo documentation, authorisation of a shop by its main account; the code lives ten minutes. */
export const pddAuthorisation: ShopAuthorisation = {
  pageUrl: ({ app, endpoints }, { redirectUri, state }) =>
    pageUrlWith(endpoints.authorise, {
      response_type: 'code',
      client_id: app.clientId ?? '',
      redirect_uri: redirectUri,
      state,
    }),
  exchange: {
    request: (access, { code }, now) =>
      popRequest({ ...access, shop: {} }, { type: 'pdd.pop.auth.token.create', params: { code } }, now),
    answer: (reply) =>
      answerOf(
        reply,
        popReader((root) => {
          const token = needObject(root, 'pop_auth_token_create_response')
          return {
            ...readPddToken(token),
            shopNumber: needText(token, 'owner_id'),
            shopName: textAt(token, 'owner_name'),
          }
        }),
      ),
  },
}
