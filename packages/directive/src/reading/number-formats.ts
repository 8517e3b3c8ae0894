const HAN = '零一二三四五六七八九';
const FORMAL_HAN = '零壹贰叁肆伍陆柒捌玖';

/** Word prints letters up to thirty times the last one; beyond that a count is no letter any more. */
const MOST_IN_LETTERS = 26 * 30;

/** A number in one of Word's formats; unknown ones, and numbers that a format cannot print, are decimal. */
export function formatNumber(value: number, format: string): string {
  if (!Number.isSafeInteger(value) || value < 0) return String(value);
  if (
    /^(?:chineseCounting|chineseCountingThousand|taiwaneseCounting|taiwaneseCountingThousand|japaneseCounting|ideographTraditional)$/.test(
      format,
    )
  )
    return hanNumber(value, HAN, '十', '百');
  if (format === 'chineseLegalSimplified' || format === 'ideographLegalTraditional')
    return hanNumber(value, FORMAL_HAN, '拾', '佰');
  if (format === 'ideographDigital' || format === 'taiwaneseDigital')
    return [...String(value)].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('');
  if (/^decimalEnclosedCircle/.test(format) && value >= 1 && value <= 20) return String.fromCodePoint(0x245f + value);
  if (format === 'decimalFullWidth')
    return [...String(value)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if ((format === 'upperLetter' || format === 'lowerLetter') && value >= 1 && value <= MOST_IN_LETTERS) {
    const letter = String.fromCodePoint(0x41 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  if (format === 'upperRoman' || format === 'lowerRoman') return roman(value, format === 'upperRoman');
  return String(value);
}

function hanNumber(value: number, digits: string, ten: string, hundred: string): string {
  if (value >= 1000) return String(value);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const head = hundreds > 0 ? digits.charAt(hundreds) + hundred : '';
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? digits.charAt(0) : '';
  const middle = tens > 0 ? (tens === 1 && hundreds === 0 ? '' : digits.charAt(tens)) + ten : '';
  const tail = ones > 0 || value === 0 ? digits.charAt(ones) : '';
  return head + gap + middle + tail;
}

function roman(value: number, upper: boolean): string {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let left = Math.min(value, 3999);
  let printed = '';
  for (const [amount, letters] of steps) {
    while (left >= amount) {
      printed += letters;
      left -= amount;
    }
  }
  return upper ? printed : printed.toLowerCase();
}
