package main

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// child is the runner's process.
type child struct {
	process *os.Process
	// ended gives the exit code, as a shell has it, once.
	ended <-chan int
}

func startChild(program string, command, environment []string) (*child, error) {
	started := &exec.Cmd{
		Path:   program,
		Args:   command,
		Env:    environment,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		// Nobody who signals this process's group reaches the runner's plugin, which must outlive the jobs.
		SysProcAttr: &syscall.SysProcAttr{Setpgid: true},
	}
	if err := started.Start(); err != nil {
		return nil, err
	}
	ended := make(chan int, 1)
	go func() {
		started.Wait()
		ended <- exitCode(started.ProcessState)
	}()
	return &child{process: started.Process, ended: ended}, nil
}

func (c *child) pid() int { return c.process.Pid }

// signal reaches the process alone. One that has ended needs none.
func (c *child) signal(signal os.Signal) error {
	if err := c.process.Signal(signal); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

func exitCode(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}
