import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { asProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { type Kind, kinds } from './kinds.ts';
import { templatesText } from './locale.ts';
import type { Template } from './TemplatesPage.tsx';
import styles from './templates.module.css';

type Checked = Answer<'POST /api/paper-templates/check'>;
type Finding = Checked['findings'][number];

const limitBytes = 10 * 1024 * 1024;

/** Takes a template in, or changes one: the file is checked as soon as it is chosen, before anything is saved. */
export default function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useText(templatesText);
  const [name, setName] = useState(template?.name ?? '');
  const [served, setServed] = useState<readonly Kind[]>(template?.kinds ?? ['progressCircular']);
  const [files, setFiles] = useState<File[]>([]);
  const { checked, checking, problem, check } = useCheck();
  const add = useAct('POST /api/paper-templates', { onDone: onClose });
  const change = useAct('POST /api/paper-templates/:templateId/change', { onDone: onClose });
  const act = template === null ? add : change;
  const choose = (chosen: File[]) => {
    setFiles(chosen);
    act.reset();
    void check(chosen[0]);
    if (name === '' && chosen[0]) setName(chosen[0].name.replace(/\.docx$/i, '').slice(0, 60));
  };
  const findings = (checked?.findings ?? []).filter(({ kind }) => kind === null || served.includes(kind));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const hasFile = files.length > 0 ? checked !== null && errors.length === 0 : template !== null;
  const save = () => {
    const body = { name: name.trim(), kinds: [...served] };
    if (template !== null)
      change.send({
        params: { templateId: template.id },
        body: { ...body, version: template.version, file: checked?.file ?? null },
      });
    else if (checked) add.send({ body: { ...body, file: checked.file } });
  };
  const toggle = (kind: Kind, on: boolean) =>
    setServed(kinds.filter((one) => (one === kind ? on : served.includes(one))));
  return (
    <FormDialog
      title={t(template === null ? 'upload.title' : 'change.title')}
      submit={t('save')}
      ready={name.trim() !== '' && served.length > 0 && hasFile && !checking}
      act={{ sending: act.sending, problem: act.problem ?? problem }}
      onSubmit={save}
      onClose={onClose}
      labels={{ name: t('name'), kinds: t('kinds'), file: t('file') }}
    >
      <FileDrop
        label={t('file')}
        files={files}
        onChange={choose}
        limitBytes={limitBytes}
        endings={['.docx']}
        multiple={false}
      />
      {template === null || files.length > 0 ? null : (
        <p className={styles.note}>{t('fileKept', { name: template.fileName })}</p>
      )}
      <TextInput
        label={t('name')}
        placeholder={t('nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        required
      />
      <fieldset className={styles.kinds}>
        <legend>{t('kinds')}</legend>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`kind.${kind}`)}
            checked={served.includes(kind)}
            onChange={(event) => toggle(kind, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <div role="status" className={styles.findings}>
        {checking ? t('checking') : null}
        <Findings title={t('errors', { count: errors.length })} findings={errors} />
        <Findings
          title={t('warnings', { count: findings.length - errors.length })}
          findings={findings.filter(({ severity }) => severity === 'warning')}
        />
        {checked && findings.length === 0 ? t('fine', { count: checked.fields.length }) : null}
      </div>
    </FormDialog>
  );
}

function Findings({ title, findings }: { title: string; findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <>
      <b>{title}</b>
      <ul>
        {[...new Set(findings.map(({ detail }) => detail))].map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </>
  );
}

/** Checks the chosen file on the server; an answer to an earlier choice is forgotten. */
function useCheck() {
  const [state, setState] = useState<{ file: File | undefined; checked: Checked | null; problem: unknown }>({
    file: undefined,
    checked: null,
    problem: null,
  });
  const check = async (file: File | undefined) => {
    setState({ file, checked: null, problem: null });
    if (!file) return;
    const headers = { 'X-File-Name': encodeURIComponent(file.name) };
    const answer = await call('POST /api/paper-templates/check', { body: file }, { headers }).then(
      (checked) => ({ checked, problem: null }),
      (problem: unknown) => ({ checked: null, problem }),
    );
    setState((now) => (now.file === file ? { file, ...answer } : now));
  };
  const { file, checked, problem } = state;
  return {
    checked,
    check,
    checking: file !== undefined && checked === null && problem === null,
    problem: problem === null ? null : asProblem(problem),
  };
}
