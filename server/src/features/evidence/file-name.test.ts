import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from './file-name.ts';

describe('the name of an uploaded file', () => {
  it('loses every folder, whichever way it is written', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\Users\\clerk\\现场照片.jpg')).toBe('现场照片.jpg');
    expect(cleanFileName('..')).toBe('file');
    expect(cleanFileName('.htaccess')).toBe('htaccess');
  });

  it('shows its real ending: marks that turn the direction of writing are gone', () => {
    expect(cleanFileName('会议\u202Efdp.exe')).toBe('会议fdp.exe');
    expect(cleanFileName('photo\u200B\u2066.jpg')).toBe('photo.jpg');
  });

  it('is cut in the middle, so that the ending stays', () => {
    const name = cleanFileName(`${'长'.repeat(300)}.docx`);
    expect(name.length).toBe(120);
    expect(name.endsWith('….docx')).toBe(true);
  });

  it('is never empty, never a path, never without a visible end, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (sent) => {
        const name = cleanFileName(sent);
        expect(name).not.toBe('');
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[\\/\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(name.startsWith('.')).toBe(false);
      }),
    );
  });
});
