import type { PaperFormat, PaperKindId } from './kinds.ts';
import type { DocumentNumber } from './numbers.ts';

/** A stretch of text. `ref` is the caller's own name for it: it comes back in the flow and leaves no trace in the file. */
export interface Span {
  readonly text: string;
  readonly ref?: string;
}

export type Text = string | readonly Span[];

/** Depth of a heading: 一、 · （一） · 1. · （1） */
export type Level = 1 | 2 | 3 | 4;

export interface Column {
  readonly title: string;
  /** Share of the width, relative to the other columns' shares. */
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text }
  /** `text` carries no number, the level gives it. `rest` follows in the same paragraph in the typeface of the body. */
  | { readonly kind: 'heading'; readonly level: Level; readonly text: Text; readonly rest?: Text }
  /** A row has one text per column. */
  | {
      readonly kind: 'table';
      readonly title?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Text[])[];
    };

export interface Attachment {
  /** Without number, book-title marks only where they belong to it, and no closing punctuation. */
  readonly title: string;
  readonly body: readonly Block[];
}

export interface Imprint {
  /** 抄送机关; empty where nobody gets a copy. */
  readonly copiesTo: readonly string[];
  /** 印发机关 and 印发日期 (`YYYY-MM-DD`); a letter carries neither. */
  readonly printedBy: string;
  readonly printedOn: string;
}

/** 出席, 请假, 列席 of minutes. */
export interface Presence {
  readonly label: '出席' | '请假' | '列席';
  readonly names: string;
}

/**
 * One official document. Dates are `YYYY-MM-DD`. What the standard gives a fixed form (levels, numbers, brackets, dates,
 * positions) is made by the package; the texts are the caller's.
 */
export interface Paper {
  readonly kind: PaperKindId;
  /** Default: the format of the kind. */
  readonly format?: PaperFormat;
  /** Full or standardised short name, as it signs. */
  readonly issuer: string;
  /** 发文机关标志. Default: the issuer and 文件; in a letter the issuer; in minutes and orders the issuer and the kind. */
  readonly mark?: string;
  /** Size of the mark in points; the standard leaves it to the issuer. Default: as large as one line allows, 22 to 62. */
  readonly markSize?: number;
  /** 份号, 1 to 999999. */
  readonly copyNumber?: number;
  readonly secrecy?: { readonly level: '秘密' | '机密' | '绝密'; readonly term?: string };
  readonly urgency?: '特急' | '加急';
  /** Absent in a draft: the line stays empty. */
  readonly number?: DocumentNumber;
  /** Default: as the kind says. An upward document names who signs it off. */
  readonly upward?: boolean;
  readonly signers?: readonly string[];
  /** One string is broken into lines by the rules of titles; several are the lines themselves. */
  readonly title: string | readonly string[];
  /** Words of the title that must stay on one line, such as names of organisations. */
  readonly keepTogether?: readonly string[];
  /** 主送机关, in their order, without the closing colon. */
  readonly recipients?: readonly string[];
  readonly body: readonly Block[];
  /** Whether headings go 一、 then 1., which the standard allows where there are only two levels. */
  readonly skipsSecondLevel?: boolean;
  readonly attachments?: readonly Attachment[];
  /** 成文日期; null in a draft without one. */
  readonly date: string | null;
  /** Whether a seal will stand over signature and date. Default: true. */
  readonly sealed?: boolean;
  /** Orders only: post of the person whose signature stamp closes it. */
  readonly signerPost?: string;
  /** 附注, without its brackets. */
  readonly note?: string;
  readonly presence?: readonly Presence[];
  readonly imprint?: Imprint;
  /** Whether it is printed on both sides, so that the imprint belongs on an even page. Default: true. */
  readonly doubleSided?: boolean;
}

/** The plain text of a text. */
export function plain(text: Text): string {
  return typeof text === 'string' ? text : text.map((span) => span.text).join('');
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' ? [{ text }] : text;
}
