-- What is looked up by its contact or its child, corrections among it. The indexes that there were serve the first records
-- alone, those that correct nothing: without these the board read every decision there is for each earlier contact that it
-- shows, and a chronology every row of the case system.
create index decision_contact on front_door.decision (authority_id, contact_id);
create index referral_child on case_records.referral (authority_id, child_id);
create index assessment_child on case_records.assessment (authority_id, child_id);
create index section_47_child on case_records.section_47 (authority_id, child_id);
