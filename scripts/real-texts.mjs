import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * No sentence of a real document stands in this repository. The gate knows the documents by digests of their passages alone:
 * `node scripts/real-texts.mjs --learn FOLDER` reads texts that stay outside and writes the digests; without words it
 * compares them with every text here. Only Chinese characters count, so that a changed comma hides nothing.
 */

/** Characters of a passage. */
const passage = 13;
/** Every so-manieth passage of a document is known, so a run of `passage + step - 1` characters is found wherever it begins. */
const step = 4;
/** Of each digest so many bytes are kept: enough to tell passages apart, too few to say anything of what they were. */
const digestBytes = 5;

/** What everybody in the field says in the same words; a passage of it proves nothing. */
const formulas = [
  '政治协商民主监督参政议政凝聚共识',
  '增强四个意识坚定四个自信做到两个维护',
  '遵守宪法法律和政协章程自觉践行社会主义核心价值观',
  '学习教育调研考察协商议政民主监督团结联谊志愿服务',
  '全国政协系统党的建设工作座谈会',
  '没有建立专委会党组织的县市区政协',
  '委员之家好商量委员接待日委员宣讲团委员空中讲堂',
  '硬指标硬任务关键举措薄弱环节',
  '一委一品牌设立党员委员示范岗',
  '政治领导力思想引领力群众组织力',
];

/**
 * The runs of Chinese characters between formulas, punctuation left out.
 * @param {string} text
 */
function runsOf(text) {
  const characters = text.replaceAll(/\P{Script=Han}+/gu, '');
  return formulas.reduce((rest, formula) => rest.replaceAll(formula, ' '), characters).split(' ');
}

/** @param {string} run @param {number} at */
function digestAt(run, at) {
  const whole = createHash('sha256')
    .update(run.slice(at, at + passage))
    .digest();
  return whole.subarray(0, digestBytes).toString('base64url');
}

/**
 * The digests by which texts are known.
 * @param {readonly string[]} texts
 * @returns {Set<string>}
 */
export function learn(texts) {
  const known = texts.flatMap(runsOf).flatMap((run) => {
    const starts = Math.max(0, run.length - passage + 1);
    return Array.from({ length: Math.ceil(starts / step) }, (_, index) => digestAt(run, index * step));
  });
  return new Set(known);
}

/**
 * The passages of a text that stand in a known one.
 * @param {string} text
 * @param {ReadonlySet<string>} known
 * @returns {string[]}
 */
export function passagesOf(text, known) {
  return runsOf(text).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - passage + 1) }, (_, at) => at)
      .filter((at) => known.has(digestAt(run, at)))
      .map((at) => run.slice(at, at + passage)),
  );
}

const root = fileURLToPath(new URL('..', import.meta.url));
const digestFile = path.join(root, 'scripts/real-texts.digests');

/** Every text of the repository with a known passage, as `file: passage`. */
function findings() {
  const known = new Set(readFileSync(digestFile, 'utf8').trim().split('\n'));
  const files = globSync('{*.md,{docs,packages,server,web,e2e,bench,torture,scripts}/**/*.*}', {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist', 'images'].includes(path.basename(name)),
  });
  return files.flatMap((file) =>
    passagesOf(readFileSync(path.join(root, file), 'utf8'), known).map((found) => `${file}: ${found}`),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [word, folder] = process.argv.slice(2);
  if (word === '--learn' && folder) {
    const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    writeFileSync(digestFile, `${[...learn(texts)].sort().join('\n')}\n`);
  } else {
    const found = findings();
    for (const one of found) process.stdout.write(`a sentence of a real document: ${one}\n`);
    process.exitCode = found.length === 0 ? 0 : 1;
  }
}
