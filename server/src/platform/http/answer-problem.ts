import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { App } from '../context.ts';
import { isUnknownOutcome } from '../database/errors.ts';
import { languageOf, type Message, messages, speak, speakAll } from '../locale/messages.ts';
import { type SchemaFinding, schemaFinding } from './findings.ts';
import { Problem, type ProblemDetails, type ProblemKind, problemStatus } from './problems.ts';

const say = messages('problem', {
  invalid: { zh: '“{field}”填写有误：{zh}', en: '“{field}” is not right: {en}' },
  invalidWhole: { zh: '提交的内容有误：{zh}', en: 'What was sent is not right: {en}' },
  nowhere: { zh: '没有这个地址，请从列表重新打开', en: 'There is no such address; open it from its list again' },
  tooLarge: { zh: '内容超过大小上限，请压缩或拆分后再提交', en: 'Too large; compress or split it and send again' },
  tooMany: { zh: '操作过于频繁，请在 {seconds} 秒后再试', en: 'Too many requests; try again in {seconds} seconds' },
  unavailable: {
    zh: '服务暂时不可用，请稍后用同一操作重试',
    en: 'Temporarily unavailable; repeat the same action in a moment',
  },
  full: {
    zh: '服务器的磁盘已满或不能写入，这次的内容没有保存；请联系系统管理员，处理后再提交一次',
    en: 'The disk of the server is full or cannot be written; nothing of this was saved. Tell the administrator, and send it again afterwards',
  },
  malformed: { zh: '请求格式有误', en: 'The request is malformed' },
  fault: {
    zh: '系统内部出错，已记录编号 {requestId}，请联系系统管理员',
    en: 'Something went wrong inside; it is recorded as {requestId}, tell the administrator',
  },
});

/** No route has this address. */
export const nowhere = () => new Problem('notFound', say.nowhere());

/** The one place where a failure becomes an answer: RFC 9457 in the reader's language, never a stack trace. */
export function answerProblem(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { kind, status, said, details } = read(error, request, reply);
  if (status >= 500) log(app, error, request, reply);
  if (details.retryAfterSeconds) reply.header('Retry-After', details.retryAfterSeconds);
  const language = languageOf(request.headers['accept-language']);
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:xieli:problem:${kind}`,
      title: said.key,
      status,
      detail: speak(said, language),
      requestId: request.id,
      ...(details.field ? { field: details.field } : {}),
      ...(details.errors ? { errors: speakAll(details.errors, language) } : {}),
      ...(details.current === undefined ? {} : { current: speakAll(details.current, language) }),
    });
}

/** What is told of a failure: one of the program or of what it stands on is an error, a refusal on purpose and a lost reader or sender are none. */
function log(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const fields = { requestId: request.id, err: error };
  if (isBrokenOff(error) && reply.raw.destroyed) app.log.info(fields, 'the other side broke off');
  else if (error instanceof Problem && error.cause === undefined) app.log.warn(fields, 'request refused');
  else app.log.error(fields, 'request failed');
}

/** What streams say when the connection beyond them is gone, of a download and of an upload. */
const brokenOffCodes = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET']);

function isBrokenOff(error: unknown): boolean {
  return brokenOffCodes.has((error as { code?: string }).code ?? '');
}

interface Failure {
  kind: ProblemKind | 'fault';
  status: number;
  said: Message;
  details: ProblemDetails;
}

const failure = (kind: ProblemKind, said: Message, details: ProblemDetails = {}): Failure => ({
  kind,
  status: problemStatus[kind],
  said,
  details,
});

function read(error: unknown, request: FastifyRequest, reply: FastifyReply): Failure {
  if (error instanceof Problem) return failure(error.kind, error.said, error.details);
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An address in which a part cannot be right leads nowhere; nobody filled in a form.
    if (error.validationContext === 'params') return read(nowhere(), request, reply);
    const findings = error.validation.map(schemaFinding);
    const [first] = findings;
    return failure('invalid', first ? sentenceOf(first) : say.malformed(), {
      ...(first ? { field: first.field } : {}),
      errors: findings.map(({ field, said }) => ({ field, message: said })),
    });
  }
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 413) return failure('tooLarge', say.tooLarge());
  // The limiter has written into the header how long its minute still lasts.
  if (status === 429) return failure('tooMany', say.tooMany({ seconds: String(reply.getHeader('retry-after')) }));
  if (isFull(error)) return failure('unavailable', say.full(), { retryAfterSeconds: 60 });
  if (isUnknownOutcome(error)) return failure('unavailable', say.unavailable(), { retryAfterSeconds: 2 });
  if (status !== undefined && status >= 400 && status < 500) return { ...failure('invalid', say.malformed()), status };
  return { kind: 'fault', status: 500, said: say.fault({ requestId: request.id }), details: {} };
}

const sentenceOf = ({ field, words }: SchemaFinding) =>
  field === '' ? say.invalidWhole({ ...words }) : say.invalid({ field, ...words });

/** Codes of the system and of PostgreSQL for a disk that takes no more. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', '53100']);

function isFull(error: unknown): boolean {
  return fullCodes.has((error as { code?: string }).code ?? '');
}
