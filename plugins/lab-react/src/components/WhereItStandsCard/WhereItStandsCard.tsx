import { useEntity } from '@backstage/plugin-catalog-react';
import { placeOf } from './placeOf';
import { WhereItStands } from './WhereItStands';

/**
 * {@link WhereItStands} for the entity of the page. Register it with an
 * EntityCardBlueprint and the filter {@link isLabEntity}.
 *
 * @public
 */
export function WhereItStandsCard() {
  const { entity } = useEntity();
  return <WhereItStands place={placeOf(entity)} />;
}
