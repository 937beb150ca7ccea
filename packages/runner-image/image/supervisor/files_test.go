package main

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A process reads the system's certificates once, so a test that trusts more of them needs a process of its own.
func TestMain(m *testing.M) {
	if url := os.Getenv("TEST_TRUST_URL"); url != "" {
		if err := trust(settings{dir: os.Getenv("TEST_TRUST_DIR"), caBundle: os.Getenv("CA_BUNDLE")}); err != nil {
			panic(err)
		}
		if _, err := http.Get(url); err != nil {
			panic(err)
		}
		os.Stdout.WriteString(os.Getenv("SSL_CERT_DIR"))
		return
	}
	os.Exit(m.Run())
}

// askWith asks the server from a process that trusts the bundle, and gives its SSL_CERT_DIR.
func askWith(t *testing.T, server *httptest.Server, dir, bundle string, environment ...string) (string, error) {
	t.Helper()
	process := exec.Command(os.Args[0])
	process.Env = append(environment, "TEST_TRUST_URL="+server.URL, "TEST_TRUST_DIR="+dir, "CA_BUNDLE="+bundle)
	output, err := process.Output()
	return string(output), err
}

func TestTrustMakesTheBundleTrustedBesideTheSystemsFolders(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	bundle := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	dir := t.TempDir()
	if folders, err := askWith(t, server, dir, bundle); err != nil || folders != "/etc/ssl/certs:"+dir+"/ca" {
		t.Errorf("want the server trusted by /etc/ssl/certs:%s/ca, got %q and %v", dir, folders, err)
	}
	if folders, err := askWith(t, server, dir, bundle, "SSL_CERT_DIR=/own"); err != nil || folders != "/own:"+dir+"/ca" {
		t.Errorf("want the server trusted by /own:%s/ca, got %q and %v", dir, folders, err)
	}
	if folders, err := askWith(t, server, t.TempDir(), ""); err == nil {
		t.Errorf("want the server not trusted without the bundle, got it trusted by %q", folders)
	}
}

func TestWriteAtomicallyLeavesNothingBehindWhenItFails(t *testing.T) {
	dir := t.TempDir()
	// A folder that isn't empty can't be replaced by a file.
	path := filepath.Join(dir, "config.toml")
	if err := os.MkdirAll(filepath.Join(path, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeAtomically(path, []byte("text")); err == nil {
		t.Fatal("want an error")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("want the folder alone, got %v and %v", entries, err)
	}
}

func TestChildEnvironmentLeavesOutTheSupervisorsVariablesAlone(t *testing.T) {
	environ := []string{"A=1", "CONFIG_KEY=k", "CONFIG_KEY_OTHER=o", "CA_BUNDLE=a=b", "EMPTY="}
	got := strings.Join(childEnvironment(environ, []string{"CONFIG_KEY", "CA_BUNDLE"}), " ")
	if want := "A=1 CONFIG_KEY_OTHER=o EMPTY="; got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}
