import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './identity.module.css';
import { secondFactorText } from './secondFactorLocale.ts';

type Rule = Answer<'GET /api/second-factor/rules'>['items'][number];

/** One question: for whom is a password not enough? */
export default function SignInRulesPage() {
  const t = useText(secondFactorText);
  const read = useRead('GET /api/second-factor/rules', {}, { live: ['second_factor_rules'] });
  return (
    <Page title={t('rulesTitle')} lead={t('rulesLead')}>
      <Answered read={read}>
        {({ items }) => (
          <ul className={styles.list}>
            {items.map((rule) => (
              <RuleLine key={rule.role} rule={rule} />
            ))}
          </ul>
        )}
      </Answered>
    </Page>
  );
}

function RuleLine({ rule }: { rule: Rule }) {
  const t = useText(secondFactorText);
  const roleName = useText(roleText)(rule.role);
  const act = useAct('POST /api/second-factor/rules');
  const label = t(rule.required ? 'release' : 'demand');
  const body = { role: rule.role, required: !rule.required };
  return (
    <li className={styles.row}>
      <div className={styles.rowWords}>
        <b>{roleName}</b>
      </div>
      <StateBadge tone={rule.required ? 'done' : 'neutral'} word={t(`required.${rule.required ? 'yes' : 'no'}`)} />
      <ConfirmAction
        label={label}
        question={`${label} · ${roleName}`}
        text={t(rule.required ? 'releaseText' : 'demandText', { role: roleName })}
        variant="default"
        onConfirm={() => act.sendAndWait({ body })}
      />
    </li>
  );
}
