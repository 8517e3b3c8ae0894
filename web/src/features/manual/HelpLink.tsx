import { Link, useMatches } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import shell from '../../app/Shell.module.css';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { manualText } from './locale.ts';
import { placeOfPage } from './sections.ts';

/**
 * The way from a page to the section that explains it; loaded after the page, so that no page grows by it. It opens beside
 * the page, where nothing that was typed is lost, and a second time in the same place.
 */
export default function HelpLink() {
  const t = useText(manualText);
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page?.path });
  const { roles } = useSession();
  const { manual, section } = placeOfPage(
    page,
    roles.map(({ role }) => role),
  );
  return (
    <Link
      to="/help/$manual"
      params={{ manual }}
      hash={section}
      target="xieli-help"
      preload={false}
      className={shell.tool}
      aria-label={t('linkLong')}
    >
      <Icon name="help" size={18} />
      <span>{t('link')}</span>
    </Link>
  );
}
