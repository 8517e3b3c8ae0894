import { Button, NativeSelect } from '@mantine/core';
import { useText } from '../../../app/locale/text.ts';
import { reviewText } from './locale.ts';
import type { Certainty, Filter, Order } from './ordering.ts';
import styles from './workbench.module.css';

interface ListToolsProps {
  order: Order;
  onOrder: (order: Order) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  certainty: Certainty;
  onCertainty: (certainty: Certainty) => void;
  onKeys: () => void;
}

const filters: readonly Filter[] = ['undecided', 'asks', 'all', 'live', 'notLive'];
const certainties: readonly Certainty[] = ['any', 'unsure', 'likely', 'sure'];
const orders: readonly Order[] = ['certainty', 'document'];

/** Which requirements are listed and in what order. */
export default function ListTools(props: ListToolsProps) {
  const { order, onOrder, filter, onFilter, certainty, onCertainty, onKeys } = props;
  const t = useText(reviewText);
  return (
    <div className={styles.tools}>
      <NativeSelect
        aria-label={t('filter')}
        value={filter}
        data={filters.map((value) => ({ value, label: t(`filter.${value}`) }))}
        onChange={(event) => onFilter(event.currentTarget.value as Filter)}
      />
      <NativeSelect
        aria-label={t('certainty')}
        value={certainty}
        data={certainties.map((value) => ({ value, label: t(`certainty.${value}`) }))}
        onChange={(event) => onCertainty(event.currentTarget.value as Certainty)}
      />
      <NativeSelect
        aria-label={t('order')}
        value={order}
        data={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
        onChange={(event) => onOrder(event.currentTarget.value as Order)}
      />
      <Button className={styles.keysButton} variant="subtle" color="gray" onClick={onKeys}>
        {t('keys')} ?
      </Button>
    </div>
  );
}
