import { expect, it } from 'vitest';
import { readingRefusal } from '../../../../server/src/features/directives/reading-refusals.ts';
import { speak as speakOfServer } from '../../../../server/src/platform/locale/messages.ts';
import { speak } from '../../app/locale/text.ts';
import { importText } from './importLocale.ts';

it.each(['zh-CN', 'en'] as const)('says of an OFD what the server says of it, in %s', (language) => {
  const fileName = '通知.ofd';
  const said = readingRefusal({ reason: 'unsupportedFormat', detail: 'ofd' }, fileName);
  expect(speak(importText, language, 'ofd', { fileName })).toBe(speakOfServer(said, language));
});
