/** Where a phone number is sealed; a value moved to another place does not open. */
export const phonePlace = 'people.phone';

/** The number as a reader without the right sees it: `138****4321`, a short one not at all; `null` where there is none. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null;
  if (phone.length < 11) return '*'.repeat(phone.length);
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
}

/** What is shown of a number that the keys of this installation do not open: that there is one. */
export const unreadablePhone = '*'.repeat(11);
