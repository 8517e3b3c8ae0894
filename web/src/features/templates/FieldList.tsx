import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { kinds } from './kinds.ts';
import { templatesText } from './locale.ts';
import styles from './templates.module.css';

type Field = Answer<'GET /api/paper-templates/fields'>['items'][number];

const written = (name: string) => `{{${name}}}`;

/** Every field a template can hold, those of all kinds of papers first. */
export function FieldList() {
  const t = useText(templatesText);
  const read = useRead('GET /api/paper-templates/fields', {});
  return (
    <Section title={t('fields')}>
      <p className={styles.note}>{t('fieldsText')}</p>
      <Answered read={read} lines={8}>
        {({ items }) => {
          const isCommon = (field: Field) => field.kinds.length === kinds.length;
          return (
            <>
              <Group title={t('common')} fields={items.filter(isCommon)} />
              {kinds.map((kind) => (
                <Group
                  key={kind}
                  title={t(`kind.${kind}`)}
                  fields={items.filter((field) => !isCommon(field) && field.kinds.includes(kind))}
                />
              ))}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function Group({ title, fields }: { title: string; fields: readonly Field[] }) {
  const t = useText(templatesText);
  return (
    <>
      <h3 className={styles.group}>{title}</h3>
      <table className={styles.fields} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">
                <code>{written(field.name)}</code>
                {field.needed ? <span className={styles.mark}>{t('needed')}</span> : null}
                {field.sort === 'text' ? null : <span className={styles.mark}>{t('alone')}</span>}
              </th>
              <td>
                {field.meaning}
                {field.columns.length === 0 ? null : (
                  <p className={styles.note}>
                    {t('columns')}{' '}
                    {field.columns.map((column) => (
                      <code key={column} className={styles.column}>
                        {written(`${field.name}.${column}`)}
                      </code>
                    ))}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
