-- The referrals of a week, for the weekly review: without this every decision there ever was is read for one week.
create index decision_referred on front_door.decision (authority_id, decided_at)
  where outcome in ('assessment', 'strategy-discussion');
