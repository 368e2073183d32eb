CREATE TABLE "vigil"."replay" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"choice" jsonb NOT NULL,
	"mapping" jsonb,
	"rate_per_minute" integer,
	"state" text DEFAULT 'going' NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."replay_job" (
	"replay" uuid NOT NULL,
	"stage" uuid NOT NULL,
	"authority" text NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"dispatched_at" timestamp with time zone,
	CONSTRAINT "replay_job_replay_stage_pk" PRIMARY KEY("replay","stage")
);
--> statement-breakpoint
CREATE TABLE "vigil"."backfill" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"only" text NOT NULL,
	"as_at" date NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"concurrency" integer NOT NULL,
	"tell" boolean NOT NULL,
	"state" text DEFAULT 'going' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."backfill_indicator" (
	"backfill" uuid NOT NULL,
	"indicator" text NOT NULL,
	"authority" text NOT NULL,
	"as_at" date NOT NULL,
	"months" integer NOT NULL,
	"new" integer NOT NULL,
	"restated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfill_indicator_backfill_indicator_pk" PRIMARY KEY("backfill","indicator")
);
--> statement-breakpoint
CREATE TABLE "vigil"."erased" (
	"authority" text NOT NULL,
	"purpose" text NOT NULL,
	"pseudonym" uuid NOT NULL,
	"sealed_key" "bytea",
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "erased_authority_purpose_pseudonym_pk" PRIMARY KEY("authority","purpose","pseudonym")
);
--> statement-breakpoint
CREATE TABLE "vigil"."erasure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"list" text NOT NULL,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."kept_from" (
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"list" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "kept_from_authority_source_list_pk" PRIMARY KEY("authority","source","list")
);
--> statement-breakpoint
CREATE TABLE "vigil"."leftover" (
	"address" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."restricted" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"purpose" text NOT NULL,
	"pseudonym" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "vigil"."stage_failed";--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "left_out" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."stage" ADD COLUMN "budget_from" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "replay_authority" ON "vigil"."replay" USING btree ("authority","created_at");--> statement-breakpoint
CREATE INDEX "replay_going" ON "vigil"."replay" USING btree ("next_at") WHERE "vigil"."replay"."state" = 'going';--> statement-breakpoint
CREATE INDEX "replay_job_stage" ON "vigil"."replay_job" USING btree ("stage");--> statement-breakpoint
CREATE INDEX "backfill_authority" ON "vigil"."backfill" USING btree ("authority","created_at");--> statement-breakpoint
CREATE INDEX "erasure_list" ON "vigil"."erasure" USING btree ("authority","list");--> statement-breakpoint
CREATE UNIQUE INDEX "restricted_once" ON "vigil"."restricted" USING btree ("authority","purpose","pseudonym") WHERE "vigil"."restricted"."until" is null;--> statement-breakpoint
CREATE INDEX "attempt_lost" ON "vigil"."attempt" USING btree ("authority","stage") WHERE "vigil"."attempt"."outcome" = 'lost';--> statement-breakpoint
CREATE INDEX "stage_failed" ON "vigil"."stage" USING btree ("authority") WHERE "vigil"."stage"."state" in ('failed', 'dead');--> statement-breakpoint
-- By hand (REPLAY)
create function vigil.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'vigil.% is only ever added to: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege', hint = tg_argv[0];
end
$$;
--> statement-breakpoint
create trigger audit_is_only_added_to
  before update or delete or truncate on vigil.audit
  for each statement execute function
    vigil.refuse_change('What was done wrongly is put right by a later entry.');
--> statement-breakpoint
alter table vigil.audit enable always trigger audit_is_only_added_to;
