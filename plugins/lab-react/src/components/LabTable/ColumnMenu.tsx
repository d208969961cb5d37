import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonIcon,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import { labTranslationRef } from '../../translation';
import type { LabColumn } from './tableTypes';

/** @internal */
export interface ColumnMenuProps<T> {
  columns: readonly LabColumn<T>[];
  shown: readonly LabColumn<T>[];
  onChange: (ids: readonly string[]) => void;
}

/** Chooses which columns are shown; the last one can not be taken away. */
export function ColumnMenu<T>(props: ColumnMenuProps<T>) {
  const { t } = useTranslationRef(labTranslationRef);
  const { columns, shown, onChange } = props;
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        aria-label={t('table.columns')}
        icon={<RiLayoutColumnLine />}
      />
      <MenuListBox
        aria-label={t('table.columns')}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        disallowEmptySelection
        selectedKeys={shown.map(column => column.id)}
        onSelectionChange={keys =>
          onChange(
            keys === 'all'
              ? columns.map(column => column.id)
              : [...keys].map(String),
          )
        }
      >
        {columns.map(column => (
          <MenuListBoxItem key={column.id} id={column.id}>
            {column.title}
          </MenuListBoxItem>
        ))}
      </MenuListBox>
    </MenuTrigger>
  );
}
