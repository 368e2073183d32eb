import { contracts, storedColumns, type Identified } from '@vigil/extracts';

/** Somebody, or something that points at people, by the pseudonym of the present secret. */
export interface Person {
  readonly purpose: Identified;
  readonly pseudonym: string;
}

/** A column of a list that holds pseudonyms of one kind. */
export interface PersonColumn {
  readonly list: string;
  readonly field: string;
}

/** Wherever records can refer to a person of a kind: every such column of every list. */
export function columnsFor(purpose: Identified): readonly PersonColumn[] {
  return [...contracts.values()].flatMap((contract) =>
    storedColumns(contract).flatMap(({ field, identifies }) =>
      identifies === purpose ? [{ list: contract.list, field }] : [],
    ),
  );
}
