import {
  claimStage,
  failStage,
  filesOf,
  FindingBuffer,
  moveNotification,
  noteSearch,
  openManualSlot,
  openScheduledSlot,
  openSlots,
  setDeliveryState,
  setRunState,
  type Database,
  type NotificationState,
  type Run,
  type Transaction,
} from '@vigil/database';

/** A finding in the run's first file, with a value as it is masked. */
export async function recordFinding(tx: Transaction, run: Run, value: string): Promise<void> {
  const [file] = await filesOf(tx, run.delivery);
  const { id, list, name } = file!;
  const findings = new FindingBuffer(tx, { run: run.id, file: id, asAt: run.asAt, list, fileName: name });
  findings.add({
    record: 7,
    line: 8,
    column: 'Child Unique ID',
    rule: 'missing-required',
    severity: 'row',
    value,
    message: `${value} is no identifier`,
  });
  await findings.flush();
}

/** A pull that a worker claimed and that failed for good. */
export async function failPull(database: Database, message: string, advice: string): Promise<void> {
  const stage = await database.forAuthority('X01').transaction(async (tx) => {
    const slot = await openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' });
    const [row] = await tx.sql<{ id: string }[]>`select id from vigil.stage where slot = ${slot}`;
    return row!.id;
  });
  const claim = await claimStage(database, { stage, dispatch: 1, worker: 1 });
  await failStage(
    database,
    claim!,
    'test',
    { kind: 'folder-unreadable', message, advice, retry: false },
    { outcome: 'fail', because: 'not worth repeating' },
  );
}

/** The delivery of a run waits for an operator. */
export async function holdDelivery(tx: Transaction, run: Run, heldBecause: string): Promise<void> {
  await setDeliveryState(tx, run.delivery, { state: 'held', heldBecause });
  await setRunState(tx, run.id, 'held');
}

/** A scheduled delivery that did not come in time. */
export async function missDelivery(tx: Transaction, expectedBy: Date, problem: string): Promise<void> {
  await openScheduledSlot(tx, { source: 'casework', dueAt: expectedBy, expectedBy, late: false });
  const slot = (await openSlots(tx)).find(({ kind }) => kind === 'scheduled');
  await noteSearch(tx, slot!.id, { problems: [problem], missed: true });
}

/** Moves a prepared mail on to where sending it led. */
export async function settleMail(tx: Transaction, id: string, to: NotificationState, response: string): Promise<void> {
  await moveNotification(tx, id, { from: ['prepared'], to, response });
}
