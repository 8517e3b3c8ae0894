const plainHan = /^[〇零一二三四五六七八九十百]+$/;

/**
 * A clause as its document writes it: `一、总体要求`, `（一）加强理论学习`, `一是 把责任扛起来`, `1. 清点`. The number is kept
 * without the mark behind it, which is put back by the kind of number.
 */
export function clauseLabel(number: string, title: string): string {
  if (title === '' || number === '') return `${number}${title}`;
  if (plainHan.test(number)) return `${number}、${title}`;
  if (/\p{N}$/u.test(number)) return `${number}. ${title}`;
  return /\p{L}$/u.test(number) ? `${number} ${title}` : `${number}${title}`;
}
