import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { testFilesByGround } from './scripts/test-files.mjs';

const { unit, database, browser } = testFilesByGround(import.meta.dirname);

/** `embedded` (the default while developing), `external`, or `both` (the whole suite). */
const servers = process.env.XIELI_TEST_DATABASE ?? 'embedded';
/** In this order: the city is founded on the server. */
const databaseSetup = ['./server/src/platform/database/testing-ground.ts', './server/src/testing/world-ground.ts'];
/** What is about the embedded server, and commands as processes, to which the server makes no difference. */
const embeddedOnly = ['server/src/platform/database/embedded/**', 'server/src/commands/**'];
/**
 * What runs on one of the two in a run of both: requests, files and their refusals, whose statements other tests send to
 * the other server as well. A demo city is founded on the embedded one for the journeys, and on the external one here.
 */
const onceInBoth = {
  onEmbedded: [
    'server/src/platform/http/**',
    'server/src/platform/ledgers/readback.test.ts',
    'server/src/features/directives/intake.test.ts',
    'server/src/features/evidence/intake.test.ts',
    'server/src/openapi.test.ts',
  ],
  onExternal: ['server/src/demo/founding-day.test.ts'],
};

/** What takes longest for its size, which is what vitest goes by where nothing was timed yet. */
const longForTheirSize = [
  'scripts/bundle/delivery.test.ts',
  'e2e/stranger.test.ts',
  'e2e/every-route.test.ts',
  'e2e/manual.test.ts',
  'e2e/audit-administrator.test.ts',
  'e2e/feedback.test.ts',
];

/** The longest begin first: what begins last must be short, or one core waits for the other. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ moduleId }: TestSpecification) => longForTheirSize.some((file) => moduleId.endsWith(file));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))].sort(
      (a, b) => groupOf(a) - groupOf(b),
    );
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder;
}

const embedded = {
  test: {
    name: 'database',
    include: database,
    exclude: servers === 'both' ? onceInBoth.onExternal : [],
    globalSetup: databaseSetup,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};
const external = {
  test: {
    ...embedded.test,
    name: 'database-external',
    exclude: [...embeddedOnly, ...(servers === 'both' ? onceInBoth.onEmbedded : [])],
  },
};

export default defineConfig({
  test: {
    // Two cores, and the database and the browser need their share.
    maxWorkers: 2,
    // A process for each file spent as much on reading the modules anew as on the tests.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', include: unit, testTimeout: 60_000, hookTimeout: 60_000 } },
      ...(servers === 'external' ? [] : [embedded]),
      ...(servers === 'embedded' ? [] : [external]),
      {
        test: {
          name: 'browser',
          include: browser,
          globalSetup: ['./e2e/demo-ground.ts'],
          // After the others: a journey beside the crash campaign would draw too late.
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A busy machine draws late; only what never comes is a failure.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
