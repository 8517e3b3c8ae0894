import { type Adapter, asText, type SecretOf, type SettingsOf } from './channel.ts';
import { DeliveryFailure } from './failure.ts';
import { post } from './http-post.ts';

const mediaTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** An SMS gateway over HTTP. Each wants its own words, so the body is a template with two slots. */
export function smsGateway(
  { template, format, success }: SettingsOf<'sms'>,
  { url, authorization }: SecretOf<'sms'>,
): Adapter {
  return {
    async send({ to, message }, opened) {
      const values: Record<string, string> = { phone: to ?? '', text: asText(message) };
      const body = template.replace(/\{(phone|text)\}/g, (_, slot: string) => written(values[slot] ?? '', format));
      const headers = { 'content-type': mediaTypes[format], ...(authorization === '' ? {} : { authorization }) };
      const { text } = await post(url, { headers, body, opened });
      if (success !== '' && !text.includes(success)) throw new DeliveryFailure('rejected', text);
    },
  };
}

/** A value inside a template: between the quotation marks of JSON, or as a part of a form. */
function written(value: string, format: keyof typeof mediaTypes): string {
  return format === 'json' ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value);
}
