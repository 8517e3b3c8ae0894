import { useText } from '../../../app/locale/text.ts';
import { asksText } from './asksLocale.ts';
import styles from './card.module.css';
import { headingAt } from './evidence.ts';
import { Fact } from './Fact.tsx';
import { reviewText } from './locale.ts';
import type { Span } from './marks.ts';
import type { Requirement } from './model.ts';
import type { CardContext } from './RequirementCard.tsx';
import { reasonText } from './reasons.ts';

export { Candidates, DayAsk, PickedNote } from './CardAsks.tsx';

interface DetailsProps {
  requirement: Requirement;
  about: CardContext;
  onEvidence: (id: string, span: Span) => void;
}

/** What the card in hand says beyond the others: standard, evidence, and why it was proposed. */
export default function CardDetails({ requirement, about, onEvidence }: DetailsProps) {
  const t = useText(reviewText);
  const a = useText(asksText);
  const { content, proposal, reasons, confidence } = requirement;
  return (
    <>
      <Fact label={t('proposal')}>
        {proposal === null || proposal.action === content.action ? null : proposal.action}
      </Fact>
      <Fact label={t('standard')}>{content.standard}</Fact>
      <Fact label={t('act')}>{content.act === 'directive' ? null : t(`act.${content.act}`)}</Fact>
      <Fact label={t('evidenceExpected')}>{content.evidenceExpected}</Fact>
      <Fact label={t('certainty')}>{confidence === null ? null : a(`certain.${confidence}`)}</Fact>
      {reasons.length === 0 ? null : (
        <Fact label={t('why')}>
          <ul className={styles.why}>
            {reasons.map((reason) => (
              <li key={`${reason.key} ${reason.text}`}>
                <Reason reason={reason} requirement={requirement} about={about} onEvidence={onEvidence} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}

/** One reason in words, with the heading it comes from; pressed, it shows its words in the document. */
function Reason({ reason, requirement, about, onEvidence }: DetailsProps & { reason: Requirement['reasons'][number] }) {
  const a = useText(asksText);
  const why = useText(reasonText);
  const { key, text, span } = reason;
  const words = why(key as keyof (typeof reasonText)['zh-CN'], { text });
  if (span === undefined) return words;
  const heading = headingAt(about.clauses, requirement, span);
  return (
    <>
      <button type="button" className={styles.reason} onClick={() => onEvidence(requirement.id, span)}>
        {words}
      </button>
      {heading === null ? null : (
        <span className={styles.from}>{a('inHeading', { heading: `${heading.number} ${heading.title}`.trim() })}</span>
      )}
    </>
  );
}
