import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { manualText } from './locale.ts';
import styles from './manual.module.css';
import { pictureAddress } from './manuals.ts';
import { type Block, plain, type Words } from './markdown.ts';

/** What a manual says, as it is read on a page and on paper. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => {
    // The text of a manual never changes while it is shown.
    const key = `${block.kind} ${index}`;
    if (block.kind === 'picture') return <Picture key={key} file={block.file} caption={block.caption} />;
    if ('items' in block) {
      const List = block.kind === 'steps' ? 'ol' : 'ul';
      return (
        <List key={key} className={styles.list}>
          {block.items.map((item) => (
            <li key={plain(item)}>
              <Line words={item} />
            </li>
          ))}
        </List>
      );
    }
    if (block.kind === 'subheading')
      return (
        <h3 key={key} className={styles.subheading}>
          <Line words={block.words} />
        </h3>
      );
    return (
      <p key={key} className={block.kind === 'note' ? styles.note : styles.paragraph}>
        <Line words={block.words} />
      </p>
    );
  });
}

/** One line with its words of the screen and its links. */
export function Line({ words }: { words: readonly Words[] }) {
  const chinese = useLanguage() === 'zh-CN';
  return words.map((part, index) => {
    const key = `${part.text} ${index}`;
    if (part.kind === 'text') return part.text;
    if (part.kind === 'screen') return <b key={key}>{chinese ? `「${part.text}」` : part.text}</b>;
    const [file = '', section = ''] = part.to.split('#');
    return (
      <Link key={key} to="/help/$manual" params={{ manual: file.replace(/\.md$/, '') }} hash={section}>
        {part.text}
      </Link>
    );
  });
}

/** Pictures are read in beforehand only as far as they come into sight; their shape is known, so nothing moves. */
function Picture({ file, caption }: { file: string; caption: readonly Words[] }) {
  const t = useText(manualText);
  const address = pictureAddress(useLanguage(), file);
  const phone = file.endsWith('-phone.webp');
  const { width, height } = phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  return (
    <figure className={`${styles.picture} ${phone ? styles.phone : ''}`}>
      <a href={address} target="_blank" rel="noreferrer" aria-label={t('enlarge', { caption: plain(caption) })}>
        <img src={address} alt="" width={width} height={height} loading="lazy" />
      </a>
      <figcaption>
        <Line words={caption} />
      </figcaption>
    </figure>
  );
}
