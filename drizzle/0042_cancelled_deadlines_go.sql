-- A cancelled deadline leaves no row any more; nobody reads those of before.
DELETE FROM deadlines WHERE state = 'cancelled';
