CREATE INDEX "absences_began" ON "records"."absences" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "absences_ended" ON "records"."absences" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "absences_subject" ON "records"."absences" USING btree ("authority","worker");--> statement-breakpoint
CREATE INDEX "adopters_began" ON "records"."adopters" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "adopters_ended" ON "records"."adopters" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "adopters_subject" ON "records"."adopters" USING btree ("authority","adopter");--> statement-breakpoint
CREATE INDEX "adoptions_began" ON "records"."adoptions" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "adoptions_ended" ON "records"."adoptions" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "adoptions_subject" ON "records"."adoptions" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "assessments_began" ON "records"."assessments" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "assessments_ended" ON "records"."assessments" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "assessments_subject" ON "records"."assessments" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "audits_began" ON "records"."audits" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "audits_ended" ON "records"."audits" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "audits_subject" ON "records"."audits" USING btree ("authority","audit");--> statement-breakpoint
CREATE INDEX "care_leavers_began" ON "records"."care_leavers" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "care_leavers_ended" ON "records"."care_leavers" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "care_leavers_subject" ON "records"."care_leavers" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "child_protection_plans_began" ON "records"."child_protection_plans" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "child_protection_plans_ended" ON "records"."child_protection_plans" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "child_protection_plans_subject" ON "records"."child_protection_plans" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "child_protection_reviews_began" ON "records"."child_protection_reviews" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "child_protection_reviews_ended" ON "records"."child_protection_reviews" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "child_protection_reviews_subject" ON "records"."child_protection_reviews" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "child_protection_visits_began" ON "records"."child_protection_visits" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "child_protection_visits_ended" ON "records"."child_protection_visits" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "child_protection_visits_subject" ON "records"."child_protection_visits" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "children_in_need_began" ON "records"."children_in_need" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "children_in_need_ended" ON "records"."children_in_need" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "children_in_need_subject" ON "records"."children_in_need" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "children_looked_after_began" ON "records"."children_looked_after" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "children_looked_after_ended" ON "records"."children_looked_after" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "children_looked_after_subject" ON "records"."children_looked_after" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "contacts_began" ON "records"."contacts" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "contacts_ended" ON "records"."contacts" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "contacts_subject" ON "records"."contacts" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "early_help_assessments_began" ON "records"."early_help_assessments" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "early_help_assessments_ended" ON "records"."early_help_assessments" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "early_help_assessments_subject" ON "records"."early_help_assessments" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "foster_carers_began" ON "records"."foster_carers" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "foster_carers_ended" ON "records"."foster_carers" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "foster_carers_subject" ON "records"."foster_carers" USING btree ("authority","household");--> statement-breakpoint
CREATE INDEX "looked_after_reviews_began" ON "records"."looked_after_reviews" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "looked_after_reviews_ended" ON "records"."looked_after_reviews" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "looked_after_reviews_subject" ON "records"."looked_after_reviews" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "looked_after_visits_began" ON "records"."looked_after_visits" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "looked_after_visits_ended" ON "records"."looked_after_visits" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "looked_after_visits_subject" ON "records"."looked_after_visits" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "missing_episodes_began" ON "records"."missing_episodes" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "missing_episodes_ended" ON "records"."missing_episodes" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "missing_episodes_subject" ON "records"."missing_episodes" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "placements_began" ON "records"."placements" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "placements_ended" ON "records"."placements" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "placements_subject" ON "records"."placements" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "plans_began" ON "records"."plans" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "plans_ended" ON "records"."plans" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "plans_subject" ON "records"."plans" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "referrals_began" ON "records"."referrals" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "referrals_ended" ON "records"."referrals" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "referrals_subject" ON "records"."referrals" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "reported_figures_began" ON "records"."reported_figures" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "reported_figures_ended" ON "records"."reported_figures" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "section_47_enquiries_began" ON "records"."section_47_enquiries" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "section_47_enquiries_ended" ON "records"."section_47_enquiries" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "section_47_enquiries_subject" ON "records"."section_47_enquiries" USING btree ("authority","child");--> statement-breakpoint
CREATE INDEX "staff_began" ON "records"."staff" USING btree ("authority","valid_from");--> statement-breakpoint
CREATE INDEX "staff_ended" ON "records"."staff" USING btree ("authority","valid_to") WHERE valid_to is not null;--> statement-breakpoint
CREATE INDEX "staff_subject" ON "records"."staff" USING btree ("authority","worker");