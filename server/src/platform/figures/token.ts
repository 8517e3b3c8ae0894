import { z } from 'zod';

/** What a facts link says: which figure, of what, in which group. It is an address and no secret; rights are checked anew. */
export interface FigureToken {
  figure: string;
  args: object;
  keys: Record<string, string>;
  /** The freeze whose kept facts are meant, where it is not the figure of the day. */
  frozen?: string;
}

const Token = z.object({
  figure: z.string(),
  args: z.record(z.string(), z.unknown()),
  keys: z.record(z.string(), z.string()),
  frozen: z.uuid().optional(),
});

export function writeToken(token: FigureToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @returns null when the text is no token */
export function readToken(text: string): FigureToken | null {
  try {
    return Token.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
