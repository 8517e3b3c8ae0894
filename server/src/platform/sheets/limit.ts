/** Bytes of an uploaded workbook, said before the upload starts (spine.md 7.3). */
export const sheetLimitBytes = 10 * 1024 * 1024;
