import {
  Button,
  MenuAutocompleteListbox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { FacetProps } from './FacetChips';
import styles from './TableToolbar.module.css';

/** Values behind a button, with search, for facets that may have many. */
export function FacetMenu<T>(props: FacetProps<T>) {
  const { column, counts, onSelect } = props;
  const selected = counts.filter(each => each.isSelected);
  const names = selected.map(each => each.value).join(', ');
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant={selected.length > 0 ? 'primary' : 'secondary'}
        iconEnd={<RiArrowDownSLine />}
      >
        {names ? `${column.title}: ${names}` : column.title}
      </Button>
      <MenuAutocompleteListbox
        aria-label={column.title}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        maxHeight="50vh"
        selectedKeys={selected.map(each => each.value)}
        onSelectionChange={keys =>
          onSelect(
            keys === 'all'
              ? counts.map(each => each.value)
              : [...keys].map(String),
          )
        }
      >
        {counts.map(each => (
          <MenuListBoxItem
            key={each.value}
            id={each.value}
            textValue={each.value}
          >
            <span className={styles.menuValue}>
              {column.renderFacet?.(each.value) ?? each.value}{' '}
              <span className={styles.count}>{each.count}</span>
            </span>
          </MenuListBoxItem>
        ))}
      </MenuAutocompleteListbox>
    </MenuTrigger>
  );
}
