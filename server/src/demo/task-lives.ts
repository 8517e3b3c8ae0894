import { Readable } from 'node:stream';
import { addDays } from '../platform/clock/days.ts';
import { drawFate, type Step } from './fates.ts';
import type { Stage } from './history.ts';
import type { Account } from './model.ts';
import { meetingPicture } from './pictures.ts';
import { closingWords, guidanceWords, progressWords, returnWords, submitWords } from './words.ts';

interface ListedTask {
  id: string;
  action: string;
  hardness: string;
  lead: { id: string; name: string };
  dueOn: string | null;
}

interface OpenedTask extends ListedTask {
  version: number;
  state: string;
  quantities: { value: number }[];
  extensionWantedOn: string | null;
  guidance: { actId: string }[];
}

/** Lets every task of a document meet its fate, and a leader escalate one of the late ones. */
export async function liveTasks(stage: Stage, directiveId: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const tasks = await listTasks(stage, clerk, directiveId);
  const dispatched = addDays(stage.anchor, -88);
  const forBranch = tasks.find((task) => stage.clerkOf(task.lead.id)?.username === committeeOfTheBranch);
  for (const task of tasks) await liveTask(stage, task, dispatched, task === forBranch || isFounding(task));
  await withdrawOne(stage, directiveId);
  await handOnToBranch(stage, tasks);
  await escalateOne(stage, directiveId);
}

async function listTasks(stage: Stage, clerk: Account, directiveId: string): Promise<ListedTask[]> {
  const tasks: ListedTask[] = [];
  let cursor: string | undefined;
  do {
    const page = await stage.act<{ items: ListedTask[]; next: string | null }>(clerk, stage.anchor, 'GET /api/tasks', {
      query: { directiveId, limit: 200, ...(cursor ? { cursor } : {}) },
    });
    tasks.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return tasks.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the counties without a branch are asked: who has founded one since is to be seen at first sight. */
const isFounding = ({ action }: ListedTask) => action.includes('组建');

/** Of a task that the demo goes on with, whatever the draw says: it depends on how the reader reads the other sentences. */
const stillOpen: readonly Step[] = [
  { do: 'acknowledge', after: 1 },
  { do: 'progress', after: 20 },
];

async function liveTask(stage: Stage, task: ListedTask, dispatched: string, staysOpen: boolean): Promise<void> {
  const drawn = drawFate(stage.random);
  const steps = staysOpen ? stillOpen : drawn.steps;
  let day = dispatched;
  for (const step of steps) {
    day = addDays(day, step.after);
    if (day >= stage.anchor) return;
    await takeStep(stage, task, step, day);
  }
}

async function takeStep(stage: Stage, task: ListedTask, step: Step, day: string): Promise<void> {
  const params = { taskId: task.id };
  const clerk = stage.persona('clerk');
  const verifier = stage.persona('verifier');
  const reporter = stage.clerkOf(task.lead.id);
  const open = () => stage.act<OpenedTask>(clerk, day, 'GET /api/tasks/:taskId', { params });
  const evidence = () => evidenceFor(stage, task, day, reporter ?? clerk);
  // An organisation without an account in the demo tells the office by telephone, and the office enters it (代录).
  const report = (kind: 'acknowledge' | 'progress' | 'submit' | 'askExtension', body: object) =>
    reporter && step.do !== 'onBehalf'
      ? stage.act(reporter, day, `POST /api/tasks/:taskId/${kind === 'askExtension' ? 'ask-extension' : kind}`, {
          params,
          body,
        })
      : stage.act(clerk, day, 'POST /api/tasks/:taskId/on-behalf', {
          params,
          body: { source: `${task.lead.name}电话报来`, act: { kind, occurredOn: day, ...body } },
        });

  switch (step.do) {
    case 'acknowledge':
      return void (await report('acknowledge', {}));
    case 'progress':
    case 'onBehalf':
      return void (await report('progress', {
        text: stage.random.pick(progressWords)(task.action),
        evidence: stage.random.next() < 0.5 ? [await evidence()] : [],
      }));
    case 'submit':
      return void (await report('submit', {
        text: stage.random.pick(submitWords)(task.action),
        evidence: [await evidence()],
      }));
    case 'guide':
      return void (await stage.act(clerk, day, 'POST /api/tasks/:taskId/give-guidance', {
        params,
        body: { text: stage.random.pick(guidanceWords) },
      }));
    case 'return': {
      const { version } = await open();
      return void (await stage.act(verifier, day, 'POST /api/tasks/:taskId/return', {
        params,
        body: { seenVersion: version, reason: stage.random.pick(returnWords) },
      }));
    }
    case 'close':
      return close(stage, verifier, await open(), day);
    case 'askExtension': {
      if (!task.dueOn) return;
      const wantedOn = addDays(task.dueOn > day ? task.dueOn : day, 30);
      return void (await report('askExtension', {
        wantedOn,
        reason: '涉及多个部门会签，需要再议一次，恳请延期一个月',
      }));
    }
    case 'grantExtension': {
      const asked = await open();
      if (!asked.extensionWantedOn) return;
      return void (await stage.act(clerk, day, 'POST /api/tasks/:taskId/grant-extension', {
        params,
        body: {
          seenVersion: asked.version,
          dueOn: asked.extensionWantedOn,
          reason: '情况属实，同意延期，请按新时限完成',
        },
      }));
    }
  }
}

async function close(stage: Stage, verifier: Account, task: OpenedTask, day: string): Promise<void> {
  const guidance = task.guidance[0]
    ? { actId: task.guidance[0].actId }
    : { notNeeded: '该单位工作基础好，过程中无需专门指导' };
  await stage.act(verifier, day, 'POST /api/tasks/:taskId/close', {
    params: { taskId: task.id },
    body: {
      seenVersion: task.version,
      guidance,
      standardMet: '对照要求逐项核对，材料齐全，达到标准',
      values: task.quantities.map((quantity) => quantity.value),
      finding: stage.random.pick(closingWords),
    },
  });
}

async function evidenceFor(stage: Stage, task: ListedTask, day: string, reporter: Account) {
  const about = { aboutFrom: addDays(day, -stage.random.below(6)), aboutTo: day };
  const kind = stage.random.below(4);
  if (kind === 0) return { ...(await pictureFor(stage, day, reporter)), ...about };
  const noFile = { fileSha256: null, fileName: null };
  if (kind === 1) {
    const number = 1 + stage.random.below(60);
    return {
      kind: 'documentNumber',
      title: '印发文件',
      body: `云协党组〔${day.slice(0, 4)}〕${number}号`,
      ...noFile,
      ...about,
    };
  }
  return {
    kind: 'text',
    title: '',
    body: `${task.lead.name}：${stage.random.pick(submitWords)(task.action)}`,
    ...noFile,
    ...about,
  };
}

async function pictureFor(stage: Stage, day: string, reporter: Account) {
  const bytes = Readable.from([await meetingPicture(stage.random, '专题会议（示意）')]);
  const fileName = `现场照片${day.replaceAll('-', '')}.jpg`;
  const stored = await stage.act<{ sha256: string }>(reporter, day, 'POST /api/files', {
    query: { purpose: 'evidence' },
    upload: { bytes, fileName },
  });
  return { kind: 'file', title: '现场照片', body: '', fileSha256: stored.sha256, fileName };
}

/** One task turns out to be another's business and is withdrawn with its reason. */
async function withdrawOne(stage: Stage, directiveId: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const day = addDays(stage.anchor, -30);
  const { items } = await stage.act<{ items: { id: string }[] }>(clerk, day, 'GET /api/tasks', {
    query: { directiveId, state: 'acknowledged', sort: 'newest', limit: 1 },
  });
  const task = items[0];
  if (!task) return;
  const params = { taskId: task.id };
  const { version } = await stage.act<OpenedTask>(clerk, day, 'GET /api/tasks/:taskId', { params });
  await stage.act(clerk, day, 'POST /api/tasks/:taskId/withdraw', {
    params,
    body: { seenVersion: version, reason: '此项已由市委组织部统一安排，不再单独要求' },
  });
}

/** The committee whose branch the secretary persona leads, by the user name of its clerk. */
const committeeOfTheBranch = 'proposals';

/** A committee finds that its Party branch is the better hand for a task, and the office hands it on. */
async function handOnToBranch(stage: Stage, tasks: readonly ListedTask[]): Promise<void> {
  const clerk = stage.persona('clerk');
  const day = addDays(stage.anchor, -2);
  for (const task of tasks) {
    if (stage.clerkOf(task.lead.id)?.username !== committeeOfTheBranch) continue;
    const params = { taskId: task.id };
    const { version, state } = await stage.act<OpenedTask>(clerk, day, 'GET /api/tasks/:taskId', { params });
    if (state !== 'acknowledged' && state !== 'inProgress') continue;
    return void (await stage.act(clerk, day, 'POST /api/tasks/:taskId/reassign', {
      params,
      body: {
        seenVersion: version,
        organisationId: stage.persona('branchSecretary').organisationId,
        reason: '这一项由委员会党支部组织实施更合适，请支部承接',
      },
    }));
  }
}

/** The leader reads the board and takes one long-overdue task into his own hands. */
async function escalateOne(stage: Stage, directiveId: string): Promise<void> {
  const leader = stage.persona('leader');
  const day = addDays(stage.anchor, -2);
  const late = await stage.act<{ items: { id: string }[] }>(leader, day, 'GET /api/tasks', {
    query: { directiveId, late: 'true', sort: 'due', limit: 1 },
  });
  const task = late.items[0];
  if (!task) return;
  await stage.act(leader, day, 'POST /api/tasks/:taskId/escalate', {
    params: { taskId: task.id },
    body: { reason: '时限已过，请分管同志过问，一周内报结果' },
  });
}
