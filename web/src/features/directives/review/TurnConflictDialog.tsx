import { Button } from '@mantine/core';
import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { TurnConflict } from './useDeciding.ts';
import { decidedInWords } from './words.ts';

/** Somebody has changed what her step was about: theirs stands, and she says whether the rest is turned. */
export default function TurnConflictDialog({
  conflict,
  onLeave,
  onClose,
}: {
  conflict: TurnConflict;
  onLeave: () => void;
  onClose: () => void;
}) {
  const t = useText(reviewText);
  const f = useText(formText);
  const language = useLanguage();
  return (
    <Dialog
      title={f(`turn.${conflict.direction}Title`)}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {f('turn.nothing')}
          </Button>
          <Button onClick={onLeave}>{f(`turn.${conflict.direction}Rest`)}</Button>
        </>
      }
    >
      <ProblemNotice problem={conflict.problem} />
      <p>{f('turn.text')}</p>
      <ul>
        {conflict.theirs.map((one) => (
          <li key={one.id}>
            {one.content.action}
            <br />
            {t(`decision.${one.decision}`)} {decidedInWords(one, t, language)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
