import type { Label } from './platforms.ts'

/** Every failure a caller can meet. `retry`: whether the same call may succeed later without being changed. */
export interface ErrorEntry {
  readonly status: number
  readonly retry: 'never' | 'later'
  readonly label: Label
}

export const ERRORS = {
  NOT_SIGNED_IN: { status: 401, retry: 'never', label: { zh: '请先登录', en: 'Please sign in first' } },
  NOT_ALLOWED: {
    status: 403,
    retry: 'never',
    label: { zh: '您的角色没有此权限', en: 'Your role does not have this right' },
  },
  SIGN_IN_WRONG: {
    status: 401,
    retry: 'never',
    label: { zh: '用户名或密码不正确', en: 'The user name or the password is wrong' },
  },
  PERSON_OFF: {
    status: 403,
    retry: 'never',
    label: { zh: '这个账号已停用，请联系管理员', en: 'This account is switched off; ask an administrator' },
  },
  PASSWORD_SESSION_NEEDED: {
    status: 403,
    retry: 'never',
    label: { zh: '您是扫工牌进来的；请先用密码登录', en: 'You are here by badge; sign in with your password first' },
  },
  NOT_A_DEVICE: {
    status: 401,
    retry: 'never',
    label: { zh: '这台设备还没有登记', en: 'This device is not enrolled' },
  },
  DEVICE_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这台设备', en: 'No such device' } },
  SCAN_NOT_WAITING: {
    status: 409,
    retry: 'never',
    label: { zh: '这次扫描已经有了结果', en: 'This scan no longer waits for anything' },
  },
  ENROLMENT_INVALID: {
    status: 404,
    retry: 'never',
    label: { zh: '登记码已用过或过期，请重新生成', en: 'The enrolment code was used or is too old; make a new one' },
  },
  BADGE_UNKNOWN: {
    status: 404,
    retry: 'never',
    label: { zh: '没有这张工牌，请找主管补发', en: 'No such badge; ask the supervisor for a new one' },
  },
  BADGE_EXPIRED: {
    status: 403,
    retry: 'never',
    label: { zh: '工牌已过期，请找主管换发', en: 'The badge has expired; ask the supervisor for a new one' },
  },
  PIN_WRONG: { status: 403, retry: 'never', label: { zh: 'PIN 不对，请再试', en: 'The PIN is wrong; try again' } },
  PIN_LOCKED: {
    status: 429,
    retry: 'later',
    label: {
      zh: 'PIN 连续错误，工牌已锁定；急用请找主管解锁',
      en: 'Too many wrong PINs; the badge is closed. In a hurry, ask the supervisor to open it',
    },
  },
  PRINTER_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这台打印机', en: 'No such printer' } },
  NO_PRINTER: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这个仓库还没有打印机，可用浏览器打印',
      en: 'This warehouse has no printer yet; print from the browser instead',
    },
  },
  PRINTER_OFF: {
    status: 409,
    retry: 'never',
    label: { zh: '这台打印机已停用', en: 'This printer is switched off' },
  },
  PRINT_JOB_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这次打印', en: 'No such print job' } },
  TRIP_NOT_FOUND: {
    status: 404,
    retry: 'never',
    label: { zh: '没有找到这一车，请再扫一次装车码', en: 'No such trip; scan the loading code again' },
  },
  PHOTO_INVALID: {
    status: 415,
    retry: 'never',
    label: { zh: '不是 JPEG 或 WebP 照片', en: 'This is no photo in JPEG or WebP' },
  },
  PHOTO_NOT_NAMED: {
    status: 409,
    retry: 'later',
    label: { zh: '还没有质检记录提到这张照片', en: 'No inspection names this photo yet' },
  },
  PHOTO_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这张照片', en: 'No such photo' } },
  INPUT_INVALID: {
    status: 400,
    retry: 'never',
    label: { zh: '输入有误，请检查标出的项', en: 'Some input is wrong; check the marked fields' },
  },
  NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有这个地址', en: 'There is nothing at this address' } },
  ORDER_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个订单', en: 'No such order' } },
  ORDER_ERASED: {
    status: 409,
    retry: 'never',
    label: {
      zh: '买家的个人信息已删除，不能再做这一步',
      en: 'The buyer’s personal data was erased; this can no longer be done',
    },
  },
  EVENT_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个事件', en: 'No such event' } },
  REVIEW_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这条复核', en: 'No such review' } },
  REVIEW_RESOLVED: {
    status: 409,
    retry: 'never',
    label: { zh: '这条复核已有人处理', en: 'This review is resolved already' },
  },
  ALERT_NOT_FOUND: {
    status: 404,
    retry: 'never',
    label: { zh: '没有找到这条告警，或已关闭', en: 'No such alert, or it is closed' },
  },
  DELIVERY_NOT_FOUND: {
    status: 404,
    retry: 'never',
    label: { zh: '没有找到这次外发调用', en: 'No such outgoing call' },
  },
  INTERCEPTION_NOT_FOUND: {
    status: 404,
    retry: 'never',
    label: { zh: '没有找到这个拦截任务', en: 'No such interception' },
  },
  INTERCEPTION_RESOLVED: {
    status: 409,
    retry: 'never',
    label: { zh: '这个拦截任务已结束', en: 'This interception has ended' },
  },
  ERP_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个 ERP 或密钥', en: 'No such ERP or key' } },
  ORDER_LOCKED: {
    status: 409,
    retry: 'never',
    label: { zh: '订单已发货，状态已锁定', en: 'The order has shipped; its status is locked' },
  },
  ORDER_MOVED_ON: {
    status: 409,
    retry: 'never',
    label: { zh: '订单已到更靠后的状态', en: 'The order has moved on' },
  },
  TRANSITION_FORBIDDEN: {
    status: 403,
    retry: 'never',
    label: { zh: '该凭据无权写入这项内容', en: 'This credential may not report that' },
  },
  WAYBILL_MISSING: {
    status: 409,
    retry: 'never',
    label: { zh: '报告发货需要运单号', en: 'A shipment is reported with its waybill' },
  },
  LEFT_TO_REVIEW: {
    status: 409,
    retry: 'never',
    label: { zh: '无法直接采信，已转人工复核', en: 'Cannot be believed as it is; left to a person' },
  },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    retry: 'never',
    label: { zh: '缺少 Idempotency-Key', en: 'The Idempotency-Key is missing' },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    retry: 'never',
    label: { zh: '同一个 Idempotency-Key 用于了不同内容', en: 'The Idempotency-Key was used with another body' },
  },
  TIMESTAMP_OUTSIDE_WINDOW: {
    status: 401,
    retry: 'never',
    label: { zh: '时间戳超出五分钟', en: 'The timestamp is more than five minutes off' },
  },
  INTEGRATION_PAUSED: {
    status: 409,
    retry: 'later',
    label: { zh: '该接入已暂停，恢复后再试', en: 'This integration is paused; try again once it is resumed' },
  },
  CHANNEL_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个渠道应用', en: 'No such channel app' } },
  MESSAGE_CHANNEL_NOT_FOUND: {
    status: 404,
    retry: 'never',
    label: { zh: '没有找到这个消息通道', en: 'No such message channel' },
  },
  SHOP_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个店铺', en: 'No such shop' } },
  AUTHORISATION_INVALID: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这次授权已用过、已过期或不是您发起的',
      en: 'This authorisation was used, is too old or was not begun by you',
    },
  },
  AUTHORISATION_DENIED: {
    status: 409,
    retry: 'never',
    label: { zh: '商家没有同意授权', en: 'The owner of the shop did not agree' },
  },
  AUTHORISATION_OTHER_SHOP: {
    status: 409,
    retry: 'never',
    label: { zh: '授权的是另一家店铺', en: 'Another shop was authorised than the chosen one' },
  },
  WAREHOUSE_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这个仓库', en: 'No such warehouse' } },
  RULE_NOT_FOUND: { status: 404, retry: 'never', label: { zh: '没有找到这条规则', en: 'No such rule' } },
  SECRETS_NEEDED_AGAIN: {
    status: 409,
    retry: 'never',
    label: {
      zh: '地址换了主机，请重新填写标出的密钥，没有保存',
      en: 'The address is on another host now; enter the marked secrets again, nothing was saved',
    },
  },
  ALREADY_EXISTS: {
    status: 409,
    retry: 'never',
    label: { zh: '已存在相同的记录', en: 'The same record already exists' },
  },
  STILL_IN_USE: {
    status: 409,
    retry: 'never',
    label: { zh: '仍在使用中，无法删除', en: 'Still in use, cannot be removed' },
  },
  CSV_INVALID: {
    status: 400,
    retry: 'never',
    label: { zh: 'CSV 有误，没有导入任何行', en: 'The CSV has errors; nothing was imported' },
  },
  VERSION_CONFLICT: {
    status: 409,
    retry: 'never',
    label: { zh: '已被他人修改，请刷新后再试', en: 'Somebody else changed it meanwhile; look again' },
  },
  LAST_ADMIN: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这是最后一个能登录的管理员，先让别人当管理员',
      en: 'Nobody else could let people in; make another administrator first',
    },
  },
  MAPPING_STATE_UNREACHABLE: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这样映射后，有状态将无法到达，没有保存',
      en: 'With this map some states could not be reached; not saved',
    },
  },
  MAPPING_MOVES_BACK: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这样映射会让已发货的订单倒退，没有保存',
      en: 'This map would take shipped orders back; not saved',
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    retry: 'never',
    label: { zh: '内容超过大小限制', en: 'The body exceeds the size limit' },
  },
  SIGNATURE_INVALID: { status: 401, retry: 'never', label: { zh: '签名不正确', en: 'The signature is wrong' } },
  TOO_MANY_REQUESTS: {
    status: 429,
    retry: 'later',
    label: { zh: '操作太频繁，请稍后再试', en: 'Too many requests; try again later' },
  },
  PLATFORM_UNAVAILABLE: {
    status: 503,
    retry: 'later',
    label: { zh: '平台暂时没有回应，请稍后再试', en: 'The platform does not answer right now; try again later' },
  },
  CHANNEL_NEVER_ASKED: {
    status: 409,
    retry: 'never',
    label: {
      zh: '这个渠道没有查询订单的接口，只能等它推送',
      en: 'This channel cannot be asked for an order; it tells by itself',
    },
  },
  PLATFORM_REFUSED: {
    status: 502,
    retry: 'never',
    label: { zh: '平台拒绝了请求', en: 'The platform refused the request' },
  },
  DATABASE_LOGINS_NOT_ALLOWED: {
    status: 409,
    retry: 'never',
    label: {
      zh: '数据库不允许 Baton 创建登录名，请数据库管理员执行所示语句',
      en: 'The database does not let Baton make logins; its administrator has to run the statement shown',
    },
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    retry: 'later',
    label: { zh: '数据库暂时不可用，请稍后再试', en: 'The database is not available right now; try again later' },
  },
  UNEXPECTED: {
    status: 500,
    retry: 'later',
    label: { zh: '出现意外错误，已记录', en: 'Something unexpected happened and was recorded' },
  },
} as const satisfies Record<string, ErrorEntry>
