import { helm, chartFolder, renderChart, valuesWith } from "./render-chart";

test("a private key is a file that the manager's group alone reads, in a folder of its name", () => {
  const { pod, manager } = renderChart(valuesWith({ sshKeys: { linux: "linux-ssh-key" } }));
  expect(pod.volumes).toContainEqual({
    name: "ssh-linux",
    secret: { secretName: "linux-ssh-key", defaultMode: 0o440 },
  });
  expect(manager.volumeMounts).toContainEqual({
    name: "ssh-linux",
    mountPath: "/etc/gitlab-runner-ssh/linux",
    readOnly: true,
  });
});

test("without private keys nothing of them is mounted", () => {
  const { text } = renderChart(valuesWith({}));
  expect(text).not.toContain("gitlab-runner-ssh");
});

test("a name that can be no volume is refused", () => {
  expect(() => helm(["template", "linux", chartFolder], valuesWith({ sshKeys: { Linux: "linux-ssh-key" } }))).toThrow(
    /additional properties 'Linux' not allowed/,
  );
});
