package hostile

// Held is an entry of the catalog that no server can pose: what happens to the process, to its disk and to what it writes. Tests elsewhere hold it.
type Held struct {
	Number, Title, Expected string
	Tests                   []string // each a file, and what in it names the test
}

// Elsewhere are those entries, in the order of the catalog.
var Elsewhere = []Held{
	{"126", "texts with control characters, escape sequences, direction marks and line separators", "nothing of them is in any format", []string{
		"reports/hostile_test.go TestHostileTextIsInertInEveryFormat", "reports/safe/fuzz_test.go FuzzLine"}},
	{"127", "texts that a build log would obey", "no command but our own", []string{"reports/hostile_test.go TestHostileTextIsInertInEveryFormat", "reports/safe/fuzz_test.go FuzzLine"}},
	{"134", "formulas, tabs, semicolons, quotes and long cells in CSV", "text", []string{"reports/safe/fuzz_test.go FuzzCSV", "reports/hostile_test.go TestHostileTextIsInertInExports"}},
	{"138", "names such as ../../etc/x, CON, 300 bytes, and twins by case", "safe names", []string{"reports/safe/safe_test.go TestFileName"}},
	{"139", "a symbolic link where a report is written, or in a directory that is audited", "not followed", []string{
		"cmd/rounds/outputs_test.go TestReportDoesNotFollowALink", "crawler/fetch/dir_test.go TestDir"}},
	{"140", "standard output is closed or full, standard error closed", "no crash; 0 for a reader who has gone, 2 for a full disk", []string{
		"cmd/rounds/testdata/script/stdout.txtar A reader that has seen enough is no error"}},
	{"141", "the process is killed at random moments, and the run resumed", "what an undisturbed run comes to", []string{"cmd/rounds/crash_test.go TestKillAndResume"}},
	{"142", "SIGINT once and twice, SIGTERM, and either while a report is written", "a partial report and how to go on; an old report stays whole", []string{
		"cmd/rounds/testdata/script/signals.txtar Ctrl-C once", "cmd/rounds/replace_test.go TestOldReportSurvivesTheEndOfTheProcess"}},
	{"143", "the disk of the state, of the report or of temporary files is full", "what is stored stays; 2, with the path and the bytes", []string{
		"cmd/rounds/testdata/script/disk.txtar Case 143", "cmd/rounds/disk_linux_test.go TestSmallDisk", "crawler/store/fault_test.go TestFullDiskKeepsWhatIsStored",
		"cmd/rounds/testdata/script/scarce.txtar no place for temporary files"}},
	{"144", "two processes and one state, a state on another machine, the lock of a process that is gone", "2, with process and time; a warning; taken over", []string{
		"cmd/rounds/testdata/script/state.txtar case 144", "crawler/store/store_test.go TestSecondProcessIsTurnedAway", "crawler/store/remote_linux_test.go TestNetworkFileSystemsAreKnown"}},
	{"145", "zones and changes of the clock (set during a run: above)", "times are UTC, runs keep their order", []string{
		"cmd/rounds/testdata/script/scarce.txtar Case 145", "crawler/polite_test.go TestClockJumps"}},
	{"146", "a state that is damaged, foreign, of another version, or in a place that cannot be written", "a clear error; nothing is deleted", []string{
		"crawler/store/fault_test.go TestDamageIsExplained", "crawler/store/store_test.go TestForeignFilesAreRefused", "crawler/store/migrate_test.go TestEarlierVersionsAreBroughtForward",
		"crawler/store/fault_test.go TestUnwritableDirectoryIsExplained"}},
	{"147", "a rule panics, or does not come to an end", "a finding that names rule and page; all others judge", []string{"checks/run_test.go TestCrash", "checks/run_test.go TestBudget"}},
	{"148", "all cases at once beside 100 good pages", "the good ones ok, below 256 MiB", []string{"crawler/fetch/hostile/together_test.go TestTogether"}},
	{"149", "100 files, one processor, no home, no place for temporary files, nowhere to write", "it works, or says what it lacks", []string{"cmd/rounds/testdata/script/scarce.txtar Case 149"}},
	{"154", "the start is gone, redirects to another site, is forbidden, or there is no page", "3, and one sentence why (2 for a directory without pages)", []string{"cmd/rounds/testdata/script/start.txtar Case 154"}},
	{"159", "the same site, one worker or sixteen, again and again", "the same report to the byte", []string{
		"cmd/rounds/testdata/script/same.txtar Case 159", "crawler/leak_test.go TestWorkersDoNotShow"}},
}
