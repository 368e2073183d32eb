CREATE TABLE "vigil"."acknowledgement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."acknowledgement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"alert" uuid NOT NULL,
	"comment" text NOT NULL,
	"response" text,
	"owner" text,
	"due" date,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."mute_window" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"service" text,
	"indicator" text,
	"rule" text,
	"until" date NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."told" (
	"authority" text NOT NULL,
	"key" text NOT NULL,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "told_authority_key_pk" PRIMARY KEY("authority","key")
);
--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" DROP CONSTRAINT "alert_event_once";--> statement-breakpoint
ALTER TABLE "vigil"."notification" DROP CONSTRAINT "notification_once";--> statement-breakpoint
DROP INDEX "vigil"."alert_open";--> statement-breakpoint
DROP INDEX "vigil"."alert_event_untold";--> statement-breakpoint
ALTER TABLE "vigil"."alert" ALTER COLUMN "opened_period" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" ALTER COLUMN "run" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."notification" ALTER COLUMN "run" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."alert" ADD COLUMN "number" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."alert_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "vigil"."alert" ADD COLUMN "told_period" text;--> statement-breakpoint
ALTER TABLE "vigil"."alert" ADD COLUMN "level" double precision;--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" ADD COLUMN "number" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."alert_event_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" ADD COLUMN "words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."alert_event" ADD COLUMN "tell" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."notification" ADD COLUMN "kind" text DEFAULT 'digest' NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."notification" ADD COLUMN "slot" uuid;--> statement-breakpoint
ALTER TABLE "vigil"."notification" ADD COLUMN "day" date;--> statement-breakpoint
ALTER TABLE "vigil"."notification" ADD COLUMN "attachments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "acknowledgement_alert" ON "vigil"."acknowledgement" USING btree ("authority","alert");--> statement-breakpoint
CREATE INDEX "mute_window_until" ON "vigil"."mute_window" USING btree ("authority","until");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_digests" ON "vigil"."slot" USING btree ("authority") WHERE "vigil"."slot"."source" = 'digests' and "vigil"."slot"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "alert_standing" ON "vigil"."alert" USING btree ("authority","indicator",coalesce("member", ''),"rule") WHERE "vigil"."alert"."state" <> 'recovered';--> statement-breakpoint
CREATE UNIQUE INDEX "alert_event_once" ON "vigil"."alert_event" USING btree ("alert","kind","period","reason","revision") WHERE "vigil"."alert_event"."kind" <> 'acknowledged';--> statement-breakpoint
CREATE UNIQUE INDEX "notification_day" ON "vigil"."notification" USING btree ("authority","kind",lower("recipient"),"day") WHERE "vigil"."notification"."kind" in ('digest', 'weekly');--> statement-breakpoint
CREATE UNIQUE INDEX "notification_slot" ON "vigil"."notification" USING btree ("authority",lower("recipient"),"slot") WHERE "vigil"."notification"."kind" = 'operators';--> statement-breakpoint
CREATE INDEX "alert_event_untold" ON "vigil"."alert_event" USING btree ("authority") WHERE "vigil"."alert_event"."tell" and "vigil"."alert_event"."told_in" is null;--> statement-breakpoint
--> statement-breakpoint
-- By hand: news is told in slots of its own now. What an earlier version was about to tell, or failed to, the next of them tells.
UPDATE "vigil"."stage" SET "state" = 'cancelled', "worker" = NULL, "lease_until" = NULL, "finished_at" = now() WHERE "name" = 'notify' AND "state" IN ('due', 'running', 'failed');--> statement-breakpoint
DELETE FROM "vigil"."outbox" WHERE "name" = 'notify';--> statement-breakpoint
UPDATE "vigil"."run" SET "state" = 'done', "finished_at" = coalesce("finished_at", now()) WHERE "state" IN ('running', 'failed') AND EXISTS (SELECT FROM "vigil"."stage" WHERE "stage"."run" = "run"."id" AND "stage"."name" = 'notify' AND "stage"."state" = 'cancelled') AND NOT EXISTS (SELECT FROM "vigil"."stage" WHERE "stage"."run" = "run"."id" AND "stage"."state" IN ('due', 'running', 'failed', 'held'));--> statement-breakpoint
UPDATE "vigil"."slot" SET "state" = 'closed', "closed_at" = now() WHERE "state" = 'open' AND EXISTS (SELECT FROM "vigil"."stage" WHERE "stage"."slot" = "slot"."id" AND "stage"."name" = 'notify' AND "stage"."state" = 'cancelled') AND NOT EXISTS (SELECT FROM "vigil"."stage" WHERE "stage"."slot" = "slot"."id" AND "stage"."state" IN ('due', 'running'));--> statement-breakpoint
-- By hand: what somebody was told of an alert before is what it is to be put right by.
UPDATE "vigil"."alert" SET "told_period" = "said"."period" FROM (SELECT "alert", max("period") AS "period" FROM "vigil"."alert_event" WHERE "told_in" IS NOT NULL GROUP BY "alert") AS "said" WHERE "said"."alert" = "alert"."id";
