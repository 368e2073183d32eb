import { placementProviderAliases } from '../aliases/placement-provider.ts';
import { placementTypeAliases } from '../aliases/placement-type.ts';
import { childUniqueId } from '../annex-a.ts';
import { code, date } from '../columns.ts';
import { placementProviders, placementTypes } from '../placement-codes.ts';
import type { ListContract } from '../contract.ts';

export const placements: ListContract = {
  list: 'placements',
  title: 'Placements',
  version: 1,
  key: ['child', 'start_date'],
  dateField: 'start_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    code('Placement Type', 'placement_type', placementTypes, {
      required: true,
      decisive: true,
      stored: true,
      aliases: placementTypeAliases,
    }),
    code('Placement Provider', 'placement_provider', placementProviders, {
      required: true,
      decisive: true,
      stored: true,
      aliases: placementProviderAliases,
    }),
    date('Placement Start Date', 'start_date', { required: true, event: true, stored: true }),
    date('Placement End Date', 'end_date', { event: true, stored: true }),
  ],
};
