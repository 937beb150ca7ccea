// Command runner-supervisor runs GitLab Runner in an ECS task so that a deployment waits for jobs instead of ending
// them. README.md beside this file says what it does when, and lists its environment variables and exit codes.
package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
)

// Exit codes of the supervisor itself: sysexits.h's, and those by which a shell says that it can't run a command.
const (
	exitStopped     = 0
	exitUsage       = 64
	exitCantCreate  = 73
	exitCantExecute = 126
	exitNotFound    = 127
)

func main() {
	os.Exit(run(os.Args[1:], slog.New(slog.NewJSONHandler(os.Stderr, nil))))
}

func run(command []string, log *slog.Logger) int {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGQUIT)

	if len(command) == 0 {
		log.Error("usage: runner-supervisor <command> [argument]…")
		return exitUsage
	}
	settings, problems := readSettings(os.Getenv)
	if len(problems) > 0 {
		log.Error("the environment is not valid", "problems", problems)
		return exitUsage
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		log.Error("the command can't be run", "error", err.Error())
		if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
			return exitNotFound
		}
		return exitCantExecute
	}
	if err := trust(settings); err != nil {
		log.Error("CA_BUNDLE can't be written", "error", err.Error())
		return exitCantCreate
	}
	services, err := newAWS(context.Background())
	if err != nil {
		log.Error("the SDK's configuration is not valid", "error", err.Error())
		return exitUsage
	}
	return supervise(program, command, settings, services, signals, log)
}

func supervise(
	program string, command []string, settings settings, services awsServices, signals <-chan os.Signal, log *slog.Logger,
) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	config := &configFile{
		store: services.s3, bucket: settings.bucket, key: settings.key, log: log,
		path: filepath.Join(settings.dir, "config.toml"),
	}
	protection := newProtection(os.Getenv("ECS_AGENT_URI"), settings, log)
	defer protection.release()

	prepared := make(chan error, 1)
	go func() { prepared <- prepare(ctx, settings, config, protection, log) }()
	select {
	case err := <-prepared:
		if err != nil {
			log.Error("CONFIG_DIR can't be written", "error", err.Error())
			return exitCantCreate
		}
	case received := <-signals:
		log.Info("stopped before the runner was started", "signal", received.String())
		cancel()
		<-prepared
		return exitStopped
	}

	runner, err := startChild(program, command, childEnvironment(os.Environ(), settings.names))
	if err != nil {
		log.Error("the command can't be run", "error", err.Error())
		return exitCantExecute
	}
	log.Info("the runner was started", "pid", runner.pid())

	// What only a working runner needs ends with the drain; the protection lasts until the runner is gone.
	working, drained := context.WithCancel(ctx)
	defer drained()
	go config.keepFresh(working, settings)
	outdated := watchService(working, services.ecs, settings, log)
	renewed := protection.keep(ctx)

	code := (&lifecycle{settings: settings, runner: runner, onDrain: drained, log: log}).run(signals, outdated)
	cancel()
	// A renewal that is under way must not come after the release.
	<-renewed
	return code
}

// prepare does what has to be done before the runner may start. Its only error is a folder that can't be written.
func prepare(
	ctx context.Context, settings settings, config *configFile, protection *protection, log *slog.Logger,
) error {
	if err := writeSystemID(settings, log); err != nil {
		return err
	}
	if err := config.awaitFirst(ctx, settings); err != nil {
		return err
	}
	protection.take(ctx)
	return nil
}
