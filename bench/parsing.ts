import { parseDirective } from '@xieli/directive';
import { renderSpeech } from '../server/src/demo/documents/index.ts';
import { median } from './measure.ts';

export interface ParseMeasure {
  characters: number;
  parsePerSecond: number;
  regexPerSecond: number;
  obligations: number;
}

const sentence = /[^。；！？\n]+[。；！？]?/g;
const anchor = '2026-11-25';

/** Characters per second of reading the fictional speech, beside one pass that only cuts the same text into sentences. */
export function measureParsing(rounds: number): ParseMeasure {
  const speech = renderSpeech(anchor);
  const options = { referenceDate: speech.date };
  const { obligations } = parseDirective(speech.text, options);
  const [parse, regex]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    parse.push(perSecond(speech.text, 5, () => parseDirective(speech.text, options)));
    regex.push(perSecond(speech.text, 500, () => [...speech.text.matchAll(sentence)]));
  }
  return {
    characters: speech.text.length,
    parsePerSecond: median(parse),
    regexPerSecond: median(regex),
    obligations: obligations.length,
  };
}

function perSecond(text: string, times: number, work: () => unknown): number {
  const began = performance.now();
  for (let index = 0; index < times; index += 1) work();
  return (text.length * times) / ((performance.now() - began) / 1000);
}
