import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskedPhone } from './phone.ts';

it('shows a mobile number as the field is used to', () => {
  expect(maskedPhone('19900001234')).toBe('199****1234');
  expect(maskedPhone(null)).toBeNull();
});

it('hides at least four digits, and all of a short number', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(digits, (phone) => {
      const masked = maskedPhone(phone) ?? '';
      expect(masked).toHaveLength(phone.length);
      const shown = masked.replaceAll('*', '').length;
      expect(shown).toBe(phone.length < 11 ? 0 : 7);
    }),
  );
});
