import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messages } from '../platform/locale/messages.ts';
import { caution, type Finding, well } from './finding.ts';

const say = messages('doctor.fonts', {
  fine: { zh: '公文用字齐全', en: 'The fonts of official papers are all there' },
  missing: { zh: '本机缺少公文用字：{names}', en: 'Fonts of official papers are missing on this machine: {names}' },
  install: {
    zh: '只影响在本机排版和打印公文，其他功能不受影响；请安装有授权的字体，缺字时用相近字体代替',
    en: 'This matters only where papers are laid out or printed on this machine; install licensed fonts, others stand in until then',
  },
  unknown: { zh: '无法列出本机字体（{why}）', en: 'The fonts of this machine cannot be listed ({why})' },
  look: {
    zh: '如需在本机打印公文，请安装 fontconfig 后重查',
    en: 'To print papers on this machine, install fontconfig and ask again',
  },
});

/** The typefaces of official papers (domain.md C1, GB/T 9704), each under the names that font files give them. */
const needed = [
  { name: '仿宋', aliases: ['仿宋_GB2312', '仿宋', 'FangSong_GB2312', 'FangSong'] },
  { name: '小标宋', aliases: ['方正小标宋简体', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05'] },
  { name: '黑体', aliases: ['黑体', 'SimHei'] },
  { name: '楷体', aliases: ['楷体_GB2312', '楷体', 'KaiTi_GB2312', 'KaiTi'] },
] as const;

/** Every family name of the installed fonts, in all the languages they carry; or why they cannot be listed. */
export async function listFonts(): Promise<string[] | { failure: string }> {
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':', 'family'], { maxBuffer: 16 * 1024 * 1024 });
    return stdout.split(/[\n,]/).map((name) => name.trim());
  } catch (error) {
    return { failure: String((error as NodeJS.ErrnoException).code) };
  }
}

/** Which typefaces of official papers are missing. */
export function judgeFonts(families: readonly string[] | { failure: string }): Finding {
  if ('failure' in families) return caution('fonts', say.unknown({ why: families.failure }), say.look());
  const installed = new Set(families);
  const missing = needed.filter(({ aliases }) => !aliases.some((alias) => installed.has(alias)));
  if (missing.length === 0) return well('fonts', say.fine());
  return caution('fonts', say.missing({ names: missing.map(({ name }) => name).join('、') }), say.install());
}
