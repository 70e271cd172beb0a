package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// migrations lead from one version of the schema to the next, the first from 1 to 2. Each leaves what schema.sql creates, with new
// columns at the end of their tables. One that was released is never changed.
var migrations = [...]string{
	`ALTER TABLE run ADD COLUMN since TEXT NOT NULL DEFAULT '';
	ALTER TABLE run ADD COLUMN shape TEXT NOT NULL DEFAULT '';
	CREATE TABLE IF NOT EXISTS seen (run INTEGER NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (run, name)) WITHOUT ROWID;
	CREATE TABLE validator (
		run INTEGER NOT NULL, id INTEGER NOT NULL,
		etag TEXT NOT NULL, modified TEXT NOT NULL, print INTEGER NOT NULL, header INTEGER NOT NULL,
		PRIMARY KEY (run, id)
	) WITHOUT ROWID;`,
	`CREATE TABLE url3 (
		key INTEGER PRIMARY KEY, address TEXT NOT NULL, marks INTEGER NOT NULL, depth INTEGER NOT NULL,
		reason TEXT NOT NULL, target INTEGER NOT NULL, media TEXT NOT NULL
	);
	INSERT INTO url3 SELECT run << 32 | id, address, flags + (role << 8) + (state << 12) + (done << 16) + (hops << 17) + (attempts << 25) + (status << 33),
		depth, reason, target, media FROM url;
	DROP TABLE url;
	ALTER TABLE url3 RENAME TO url;`,
}

// version is the schema that this program writes; a database of a later one is refused.
const version = 1 + len(migrations)

// errOld says that a database has to be migrated before it can be read.
var errOld = errors.New("it was written by an earlier version of rounds")

// prepare sees to it that the database has the schema of this program, unless it is another's.
func (s *Store) prepare(read bool) error {
	var have int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	switch {
	case have > version:
		return fmt.Errorf("it was written by a later version of rounds (schema %d, this one reads %d): upgrade rounds", have, version)
	case have == version:
	case read && have > 0:
		return errOld
	case read:
		return errors.New("it holds no runs of rounds")
	case have > 0:
		if err := s.migrate(have); err != nil {
			return err
		}
	default:
		if err := s.create(); err != nil {
			return err
		}
	}
	return s.statements()
}

func (s *Store) create() error {
	var tables int
	if err := s.db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return errors.New("it is a database of another program")
	}
	return s.inTx(func(tx *sql.Tx) error { // all or nothing: a process may be killed here too
		_, err := tx.Exec(schema)
		return err
	})
}

// migrate brings an earlier schema forward. A copy of the database as it was stays beside it.
func (s *Store) migrate(from int) error {
	backup := s.backupName(from)
	if _, err := s.db.Exec("VACUUM INTO ?", backup); err != nil {
		os.Remove(backup)
		return fmt.Errorf("copying it to %s before it is brought to schema %d: %w", backup, version, err)
	}
	err := s.inTx(func(tx *sql.Tx) error {
		for _, step := range migrations[from-1:] {
			if _, err := tx.Exec(step); err != nil {
				return err
			}
		}
		_, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version))
		return err
	})
	if err != nil {
		os.Remove(backup) // nothing was changed
		return fmt.Errorf("bringing it from schema %d to %d: %w", from, version, err)
	}
	return nil
}

// backupName is a name beside the database that is not taken: rounds.db.v1.bak.
func (s *Store) backupName(from int) string {
	name := fmt.Sprintf("%s.v%d.bak", s.path, from)
	for n := 2; ; n++ {
		if _, err := os.Stat(name); err != nil {
			return name
		}
		name = fmt.Sprintf("%s.v%d-%d.bak", s.path, from, n)
	}
}
