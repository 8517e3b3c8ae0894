import { type Adapter, channelKinds } from './channel.ts';
import { DeliveryFailure } from './failure.ts';
import { mailServer } from './mail.ts';
import { dingtalkRobot, feishuRobot, wecomRobot } from './robots.ts';
import { smsGateway } from './sms.ts';
import type { StoredChannel } from './store.ts';

/**
 * The way out that a stored channel describes; webhooks carry events and have a sender of their own.
 * @throws DeliveryFailure secretUnreadable
 */
export function adapterOf({
  kind,
  settings,
  secret,
}: Pick<StoredChannel, 'settings' | 'secret'> & { kind: keyof typeof channelKinds }): Adapter {
  if (secret === null) throw new DeliveryFailure('secretUnreadable', '');
  switch (kind) {
    case 'mail':
      return mailServer(channelKinds.mail.settings.parse(settings), channelKinds.mail.secret.parse(secret));
    case 'sms':
      return smsGateway(channelKinds.sms.settings.parse(settings), channelKinds.sms.secret.parse(secret));
    case 'wecom':
      return wecomRobot(channelKinds.wecom.secret.parse(secret));
    case 'dingtalk':
      return dingtalkRobot(channelKinds.dingtalk.secret.parse(secret));
    case 'feishu':
      return feishuRobot(channelKinds.feishu.secret.parse(secret));
  }
}
