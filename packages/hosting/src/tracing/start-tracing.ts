import {
  context,
  createContextKey,
  diag,
  DiagLogLevel,
  isSpanContextValid,
  propagation,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  RandomIdGenerator,
  SamplingDecision,
  TracerProvider,
  type IdGenerator,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { recordFailure } from '@vigil/pipeline';
import type { Logger, Tracing } from '@vigil/runtime';
import type { OpenTracing } from './open-tracing.ts';

/** The slot that a span without a parent begins its trace for. */
const slotKey = createContextKey('vigil slot');

/** A slot's trace has the slot's id, so that it can be looked up by what `vigil status` says. */
const traceOf = (slot: string): string => slot.replaceAll('-', '');

const random = new RandomIdGenerator();
const idsOfSlots: IdGenerator = {
  generateSpanId: () => random.generateSpanId(),
  generateTraceId: () => {
    const slot = context.active().getValue(slotKey);
    return typeof slot === 'string' ? traceOf(slot) : random.generateTraceId();
  },
};

/** A collector that is away keeps nobody, least of all a process that is to stop. */
const timeoutMillis = 3000;

/** What belongs to no slot, such as BullMQ's waiting for the next job, is not worth a trace. */
const slotsAlone: Sampler = {
  shouldSample: (within) => {
    const parent = trace.getSpanContext(within);
    const wanted =
      parent !== undefined && isSpanContextValid(parent)
        ? (parent.traceFlags & TraceFlags.SAMPLED) !== 0
        : within.getValue(slotKey) !== undefined;
    return { decision: wanted ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
  },
  toString: () => 'slots alone',
};

/** Sends spans by OTLP over HTTP. Errors are in them by their short word: a message may quote data. */
export function startTracing(
  { url }: Tracing,
  { service, log }: { readonly service: string; readonly log: Logger },
): OpenTracing {
  let told = false;
  const tell = (): void => {
    if (!told) log.warn({ url: withoutCredentials(url) }, 'traces cannot be sent to the collector; said once');
    told = true;
  };
  const silent = (): void => {};
  diag.setLogger(
    { error: tell, warn: silent, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'vigil', 'service.name': `vigil-${service}` }),
    idGenerator: idsOfSlots,
    sampler: slotsAlone,
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, timeoutMillis }), scheduledDelayMillis: 2000 }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer('vigil');

  return {
    inSlot: (slot, work) => context.with(context.active().setValue(slotKey, slot), work),
    observer: {
      attempt: (claim, work) => {
        const { authority, slot, run, name, stage, attempt } = claim;
        const active = context.active();
        // A job that somebody without tracing sent carries no trace: then it is begun here.
        const within = trace.getSpanContext(active)?.traceId === traceOf(slot) ? active : trace.deleteSpan(active);
        const attributes = {
          'vigil.authority': authority,
          'vigil.slot': slot,
          ...(run === null ? {} : { 'vigil.run': run }),
          'vigil.stage': name,
          'vigil.job': stage,
          'vigil.attempt': attempt,
        };
        return context.with(within.setValue(slotKey, slot), () =>
          tracer.startActiveSpan(name, { attributes }, async (span) => {
            try {
              const result = await work();
              span.setAttribute('vigil.outcome', result.outcome);
              if (result.kind !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: result.kind });
              return result;
            } catch (error) {
              span.setStatus({ code: SpanStatusCode.ERROR, message: recordFailure(error).kind });
              throw error;
            } finally {
              span.end();
            }
          }),
        );
      },
      transaction: (claim, kind, work) =>
        tracer.startActiveSpan(`${claim.name} ${kind}`, async (span) => {
          try {
            return await work();
          } catch (error) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: recordFailure(error).kind });
            throw error;
          } finally {
            span.end();
          }
        }),
    },
    stop: async () => {
      // A collector that is away must not keep the process: its last spans are not worth that.
      await provider.shutdown().catch(tell);
      trace.disable();
      propagation.disable();
      context.disable();
      diag.disable();
    },
  };
}

function withoutCredentials(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
