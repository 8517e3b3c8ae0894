import { Button } from '@mantine/core';
import { useText } from '../../../app/locale/text.ts';
import { useToday } from '../../../app/session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiText } from '../../../ui/locale.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { confirmWords } from './confirmLocale.ts';
import DoubtfulTimes from './DoubtfulTimes.tsx';
import { doubtfulTimes } from './doubtful.ts';
import type { Requirement } from './model.ts';

interface TimesDialogProps {
  items: readonly Requirement[];
  problem: unknown;
  sending: boolean;
  onShow: (id: string) => void;
  onAccept: (items: readonly Requirement[]) => void;
  onClose: () => void;
}

/** Asks before many are accepted of which some have a time that has passed or names no day. */
export default function TimesDialog({ items, problem, sending, onShow, onAccept, onClose }: TimesDialogProps) {
  const t = useText(confirmWords);
  const ui = useText(uiText);
  const today = useToday();
  const { passed, vague } = doubtfulTimes(items, today);
  const clear = items.filter((one) => !passed.includes(one) && !vague.includes(one));
  return (
    <Dialog
      title={t('timesTitle', { count: items.length })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button variant="default" loading={sending} onClick={() => onAccept(items)}>
            {t('acceptAll', { count: items.length })}
          </Button>
          {clear.length === 0 ? null : (
            <Button loading={sending} onClick={() => onAccept(clear)}>
              {t('acceptClear', { count: clear.length })}
            </Button>
          )}
        </>
      }
    >
      <DoubtfulTimes requirements={items} today={today} onShow={onShow} />
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
