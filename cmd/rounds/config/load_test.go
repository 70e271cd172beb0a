package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSearchStopsAtTheRepository(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, Name), "version: 1\nsite: {name: stranger}")
	write(t, filepath.Join(top, "repo", ".git", "HEAD"), "")
	write(t, filepath.Join(top, "repo", "public", "a", "index.html"), "")
	pages := filepath.Join(top, "repo", "public")

	loaded, err := Load(Source{Dir: pages, Work: pages}, rules)
	if err != nil || loaded.File != "" {
		t.Errorf("found %q above the repository (%v)", loaded.File, err)
	}
	project := filepath.Join(top, "repo", Name)
	write(t, project, "version: 1\nsite: {name: own}")
	loaded, err = Load(Source{Dir: pages, Work: top}, rules)
	if err != nil || loaded.File != project {
		t.Errorf("found %q, want %q (%v)", loaded.File, project, err)
	}
	loaded, err = Load(Source{Dir: "/", Work: filepath.Join(pages, "a")}, rules)
	if err != nil || loaded.File != project {
		t.Errorf("from the working directory: found %q, want %q (%v)", loaded.File, project, err)
	}
}

func TestProjectWinsOverUserKeyByKey(t *testing.T) {
	dir := t.TempDir()
	user, project := filepath.Join(dir, "user.yaml"), filepath.Join(dir, "project.yaml")
	write(t, user, "version: 1\nnetwork: {concurrency: 2, retries: 5}\nrules: {links/broken: notice, graph/deep: warning}")
	write(t, project, "version: 1\nnetwork: {concurrency: 8}\nrules:\n  links/broken: error")
	loaded, err := Load(Source{File: project, User: user}, rules)
	if err != nil {
		t.Fatal(err)
	}
	loaded.Network.UserAgent = "x"
	loaded.Set("network.user_agent", "--user-agent")
	want := map[string]Value{
		"network.concurrency":   {Text: "8", Origin: project + ":2"},
		"network.retries":       {Text: "5", Origin: user + ":2"},
		"network.user_agent":    {Text: "x", Origin: "--user-agent"},
		"network.timeout.total": {Text: "30s", Origin: "default"},
		"rules.links/broken":    {Text: "error", Origin: project + ":4"},
		"rules.graph/deep":      {Text: "warning", Origin: user + ":3"},
	}
	for _, v := range loaded.Values() {
		if w, ok := want[v.Key]; ok {
			delete(want, v.Key)
			if v.Text != w.Text || v.Origin != w.Origin {
				t.Errorf("%s = %s from %s, want %s from %s", v.Key, v.Text, v.Origin, w.Text, w.Origin)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not listed: %v", want)
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := Load(Source{File: "/nowhere/x.yaml"}, rules); err == nil || !strings.Contains(err.Error(), "/nowhere/x.yaml") {
		t.Errorf("got %v", err)
	}
	if _, err := Load(Source{User: "/nowhere/x.yaml"}, rules); err != nil {
		t.Errorf("the user's file need not exist: %v", err)
	}
}
