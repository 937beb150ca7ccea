package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

// writeAtomically replaces the file in one step, so that a reader sees the old text or the new one and nothing between.
func writeAtomically(path string, text []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// CreateTemp makes it readable for the owner alone.
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// writeSystemID gives the manager the identity that GitLab knows it by. An id that is there stays: the runner's record
// of its machines belongs to it.
func writeSystemID(settings settings, log *slog.Logger) error {
	path := filepath.Join(settings.dir, ".runner_system_id")
	present, err := os.ReadFile(path)
	if err == nil && len(strings.TrimSpace(string(present))) > 0 {
		log.Info("the system id is there already", "systemId", strings.TrimSpace(string(present)))
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return writeAtomically(path, []byte(settings.systemID))
}

// trust makes the certificates of CA_BUNDLE trusted by this process and its child. Go reads the folders of SSL_CERT_DIR
// beside the system's file, whereas SSL_CERT_FILE would replace that file.
func trust(settings settings) error {
	if settings.caBundle == "" {
		return nil
	}
	path := filepath.Join(settings.dir, "ca", "bundle.pem")
	if err := writeAtomically(path, []byte(settings.caBundle)); err != nil {
		return err
	}
	folders := os.Getenv("SSL_CERT_DIR")
	if folders == "" {
		folders = "/etc/ssl/certs"
	}
	return os.Setenv("SSL_CERT_DIR", folders+":"+filepath.Dir(path))
}
