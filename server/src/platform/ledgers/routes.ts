import { type FeatureRoutes, implement } from '../http/pipeline.ts';
import { type Language, languageOf, speak } from '../locale/messages.ts';
import { sheetDownload } from '../sheets/download.ts';
import { askSheetWorker } from '../sheets/printing.ts';
import { keepUpload } from '../sheets/reading.ts';
import { ledgersContract } from './contract.ts';
import type { MarkedQuestion, MarkedWords } from './marked.ts';
import { say } from './messages.ts';
import { ledgersOf, type ReadBack, readBack } from './readback.ts';

const worker = new URL('./marked-worker.ts', import.meta.url);
const longestName = 200;

/**
 * Reads back what other features export as ledgers.
 * @param features whose exports they are
 */
export function ledgersRoutes(features: readonly FeatureRoutes[]): FeatureRoutes {
  const ledgers = ledgersOf(features);
  return implement(ledgersContract, {
    'POST /api/ledgers/read': {
      async handle(context, { upload, visitor }) {
        const sha256 = await keepUpload(context, upload);
        const fileName = (upload.fileName.trim() || 'ledger.xlsx').slice(0, longestName).toWellFormed();
        const file = { sha256, fileName, visitor, route: 'POST /api/ledgers/read' } as const;
        return (await readBack(context, ledgers, file)).report;
      },
    },
    'GET /api/ledgers/marked': {
      async handle(context, { query, visitor }) {
        const { file: sha256, fileName } = query;
        const file = { sha256, fileName, visitor, route: 'GET /api/ledgers/marked' } as const;
        const read = await readBack(context, ledgers, file);
        const language = languageOf(visitor.language);
        const question: MarkedQuestion = { ...read, words: wordsFor(read, language) };
        const name = speak(say.marked({ name: fileName.replace(/\.xlsx$/i, '') }), language);
        return sheetDownload(name, await askSheetWorker(worker, question));
      },
    },
  });
}

function wordsFor({ report }: ReadBack, language: Language): MarkedWords {
  const words = (name: Exclude<keyof typeof say, 'more'>) => speak(say[name](), language);
  const unlisted = report.missing.count - report.missing.items.length;
  return {
    verdict: words('verdict'),
    nowHere: words('nowHere'),
    same: words('same'),
    differs: words('differs'),
    empty: words('empty'),
    missing: words('missing'),
    record: words('record'),
    more: unlisted === 0 ? null : speak(say.more({ count: unlisted }), language),
    unknown: {
      added: words('added'),
      notKnown: words('notKnown'),
      twice: words('twice'),
      otherExport: words('otherExport'),
    },
  };
}
