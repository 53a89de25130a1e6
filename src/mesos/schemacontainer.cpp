// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

/// Containers, images, volumes and networks (mesos.proto). Fields in the order of the file, which is the order on the
/// wire.
namespace mesoscribe::schema {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FieldSchema parameterFields[] = {
    required("key"_L1, 1, FieldType::String),
    required("value"_L1, 2, FieldType::String),
};

constexpr FieldSchema parametersFields[] = {
    repeated("parameter"_L1, 1, parameter),
};

constexpr FieldSchema credentialFields[] = {
    required("principal"_L1, 1, FieldType::String),
    optional("secret"_L1, 2, FieldType::String),
};

constexpr QLatin1StringView secretTypeValues[] = {"UNKNOWN"_L1, "REFERENCE"_L1, "VALUE"_L1};
constinit const EnumSchema secretType{"Secret.Type"_L1, secretTypeValues};

constexpr FieldSchema secretFields[] = {
    optional("type"_L1, 1, secretType),
    optional("reference"_L1, 2, secretReference),
    optional("value"_L1, 3, secretValue),
};

constexpr FieldSchema secretReferenceFields[] = {
    required("name"_L1, 1, FieldType::String),
    optional("key"_L1, 2, FieldType::String),
};

constexpr FieldSchema secretValueFields[] = {
    required("data"_L1, 1, FieldType::Bytes),
};

constexpr QLatin1StringView imageTypeValues[] = {"APPC"_L1, "DOCKER"_L1};
constinit const EnumSchema imageType{"Image.Type"_L1, imageTypeValues};

constexpr FieldSchema imageFields[] = {
    required("type"_L1, 1, imageType),
    optional("appc"_L1, 2, imageAppc),
    optional("docker"_L1, 3, imageDocker),
    optional("cached"_L1, 4, FieldType::Bool, "true"_L1),
};

constexpr FieldSchema imageAppcFields[] = {
    required("name"_L1, 1, FieldType::String),
    optional("id"_L1, 2, FieldType::String),
    optional("labels"_L1, 3, labels),
};

constexpr FieldSchema imageDockerFields[] = {
    required("name"_L1, 1, FieldType::String),
    deprecated(optional("credential"_L1, 2, credential)),
    optional("config"_L1, 3, secret),
};

constexpr QLatin1StringView mountPropagationModeValues[] = {"UNKNOWN"_L1, "HOST_TO_CONTAINER"_L1, "BIDIRECTIONAL"_L1};
constinit const EnumSchema mountPropagationMode{"MountPropagation.Mode"_L1, mountPropagationModeValues};

constexpr FieldSchema mountPropagationFields[] = {
    optional("mode"_L1, 1, mountPropagationMode),
};

constexpr QLatin1StringView volumeModeValues[] = {"RW"_L1, "RO"_L1};
constinit const EnumSchema volumeMode{"Volume.Mode"_L1, volumeModeValues};

constexpr FieldSchema volumeFields[] = {
    required("mode"_L1, 3, volumeMode),
    required("container_path"_L1, 1, FieldType::String),
    optional("host_path"_L1, 2, FieldType::String),
    optional("image"_L1, 4, image),
    optional("source"_L1, 5, volumeSource),
};

constexpr QLatin1StringView volumeSourceTypeValues[] = {"UNKNOWN"_L1,      "DOCKER_VOLUME"_L1, "HOST_PATH"_L1,
                                                        "SANDBOX_PATH"_L1, "SECRET"_L1,        "CSI_VOLUME"_L1};
constinit const EnumSchema volumeSourceType{"Volume.Source.Type"_L1, volumeSourceTypeValues};

constexpr FieldSchema volumeSourceFields[] = {
    optional("type"_L1, 1, volumeSourceType),
    optional("docker_volume"_L1, 2, volumeSourceDockerVolume),
    optional("host_path"_L1, 5, volumeSourceHostPath),
    optional("sandbox_path"_L1, 3, volumeSourceSandboxPath),
    optional("secret"_L1, 4, secret),
    optional("csi_volume"_L1, 6, volumeSourceCsiVolume),
};

constexpr FieldSchema volumeSourceDockerVolumeFields[] = {
    optional("driver"_L1, 1, FieldType::String),
    required("name"_L1, 2, FieldType::String),
    optional("driver_options"_L1, 3, parameters),
};

constexpr FieldSchema volumeSourceHostPathFields[] = {
    required("path"_L1, 1, FieldType::String),
    optional("mount_propagation"_L1, 2, mountPropagation),
};

constexpr QLatin1StringView volumeSourceSandboxPathTypeValues[] = {"UNKNOWN"_L1, "SELF"_L1, "PARENT"_L1};
constinit const EnumSchema volumeSourceSandboxPathType{"Volume.Source.SandboxPath.Type"_L1,
                                                       volumeSourceSandboxPathTypeValues};

constexpr FieldSchema volumeSourceSandboxPathFields[] = {
    optional("type"_L1, 1, volumeSourceSandboxPathType),
    required("path"_L1, 2, FieldType::String),
};

constexpr FieldSchema volumeSourceCsiVolumeFields[] = {
    required("plugin_name"_L1, 1, FieldType::String),
    optional("static_provisioning"_L1, 2, volumeSourceCsiVolumeStaticProvisioning),
};

constexpr FieldSchema volumeSourceCsiVolumeVolumeCapabilityFields[] = {
    optional("block"_L1, 1, volumeSourceCsiVolumeVolumeCapabilityBlockVolume),
    optional("mount"_L1, 2, volumeSourceCsiVolumeVolumeCapabilityMountVolume),
    required("access_mode"_L1, 3, volumeSourceCsiVolumeVolumeCapabilityAccessMode),
};

constexpr FieldSchema volumeSourceCsiVolumeVolumeCapabilityMountVolumeFields[] = {
    optional("fs_type"_L1, 1, FieldType::String),
    repeated("mount_flags"_L1, 2, FieldType::String),
};

constexpr QLatin1StringView volumeSourceCsiVolumeVolumeCapabilityAccessModeModeValues[] = {
    "UNKNOWN"_L1,
    "SINGLE_NODE_WRITER"_L1,
    "SINGLE_NODE_READER_ONLY"_L1,
    "MULTI_NODE_READER_ONLY"_L1,
    "MULTI_NODE_SINGLE_WRITER"_L1,
    "MULTI_NODE_MULTI_WRITER"_L1};
constinit const EnumSchema volumeSourceCsiVolumeVolumeCapabilityAccessModeMode{
    "Volume.Source.CSIVolume.VolumeCapability.AccessMode.Mode"_L1,
    volumeSourceCsiVolumeVolumeCapabilityAccessModeModeValues};

constexpr FieldSchema volumeSourceCsiVolumeVolumeCapabilityAccessModeFields[] = {
    required("mode"_L1, 1, volumeSourceCsiVolumeVolumeCapabilityAccessModeMode),
};

constexpr FieldSchema volumeSourceCsiVolumeStaticProvisioningFields[] = {
    required("volume_id"_L1, 1, FieldType::String),
    required("volume_capability"_L1, 2, volumeSourceCsiVolumeVolumeCapability),
    map("node_stage_secrets"_L1, 3, secret),
    map("node_publish_secrets"_L1, 4, secret),
    map("volume_context"_L1, 5, FieldType::String),
};

constexpr FieldSchema networkInfoFields[] = {
    repeated("ip_addresses"_L1, 5, networkInfoIPAddress),
    optional("name"_L1, 6, FieldType::String),
    repeated("groups"_L1, 3, FieldType::String),
    optional("labels"_L1, 4, labels),
    repeated("port_mappings"_L1, 7, networkInfoPortMapping),
};

constexpr QLatin1StringView networkInfoProtocolValues[] = {"IPv4"_L1, "IPv6"_L1};
constinit const EnumSchema networkInfoProtocol{"NetworkInfo.Protocol"_L1, networkInfoProtocolValues};

constexpr FieldSchema networkInfoIPAddressFields[] = {
    optional("protocol"_L1, 1, networkInfoProtocol, "IPv4"_L1),
    optional("ip_address"_L1, 2, FieldType::String),
};

constexpr FieldSchema networkInfoPortMappingFields[] = {
    required("host_port"_L1, 1, FieldType::UInt32),
    required("container_port"_L1, 2, FieldType::UInt32),
    optional("protocol"_L1, 3, FieldType::String),
};

constexpr QLatin1StringView capabilityInfoCapabilityValues[] = {"UNKNOWN"_L1,
                                                                "CHOWN"_L1,
                                                                "DAC_OVERRIDE"_L1,
                                                                "DAC_READ_SEARCH"_L1,
                                                                "FOWNER"_L1,
                                                                "FSETID"_L1,
                                                                "KILL"_L1,
                                                                "SETGID"_L1,
                                                                "SETUID"_L1,
                                                                "SETPCAP"_L1,
                                                                "LINUX_IMMUTABLE"_L1,
                                                                "NET_BIND_SERVICE"_L1,
                                                                "NET_BROADCAST"_L1,
                                                                "NET_ADMIN"_L1,
                                                                "NET_RAW"_L1,
                                                                "IPC_LOCK"_L1,
                                                                "IPC_OWNER"_L1,
                                                                "SYS_MODULE"_L1,
                                                                "SYS_RAWIO"_L1,
                                                                "SYS_CHROOT"_L1,
                                                                "SYS_PTRACE"_L1,
                                                                "SYS_PACCT"_L1,
                                                                "SYS_ADMIN"_L1,
                                                                "SYS_BOOT"_L1,
                                                                "SYS_NICE"_L1,
                                                                "SYS_RESOURCE"_L1,
                                                                "SYS_TIME"_L1,
                                                                "SYS_TTY_CONFIG"_L1,
                                                                "MKNOD"_L1,
                                                                "LEASE"_L1,
                                                                "AUDIT_WRITE"_L1,
                                                                "AUDIT_CONTROL"_L1,
                                                                "SETFCAP"_L1,
                                                                "MAC_OVERRIDE"_L1,
                                                                "MAC_ADMIN"_L1,
                                                                "SYSLOG"_L1,
                                                                "WAKE_ALARM"_L1,
                                                                "BLOCK_SUSPEND"_L1,
                                                                "AUDIT_READ"_L1,
                                                                "PERFMON"_L1,
                                                                "BPF"_L1,
                                                                "CHECKPOINT_RESTORE"_L1};
constinit const EnumSchema capabilityInfoCapability{"CapabilityInfo.Capability"_L1, capabilityInfoCapabilityValues};

constexpr FieldSchema capabilityInfoFields[] = {
    repeated("capabilities"_L1, 1, capabilityInfoCapability),
};

constexpr FieldSchema seccompInfoFields[] = {
    optional("profile_name"_L1, 1, FieldType::String),
    optional("unconfined"_L1, 2, FieldType::Bool),
};

constexpr QLatin1StringView linuxInfoIpcModeValues[] = {"UNKNOWN"_L1, "PRIVATE"_L1, "SHARE_PARENT"_L1};
constinit const EnumSchema linuxInfoIpcMode{"LinuxInfo.IpcMode"_L1, linuxInfoIpcModeValues};

constexpr FieldSchema linuxInfoFields[] = {
    deprecated(optional("capability_info"_L1, 1, capabilityInfo)),
    optional("bounding_capabilities"_L1, 2, capabilityInfo),
    optional("effective_capabilities"_L1, 3, capabilityInfo),
    optional("share_pid_namespace"_L1, 4, FieldType::Bool),
    optional("seccomp"_L1, 5, seccompInfo),
    optional("ipc_mode"_L1, 6, linuxInfoIpcMode),
    optional("shm_size"_L1, 7, FieldType::UInt32),
    optional("share_cgroups"_L1, 8, FieldType::Bool, "true"_L1),
};

constexpr FieldSchema rlimitInfoFields[] = {
    repeated("rlimits"_L1, 1, rlimitInfoRLimit),
};

constexpr QLatin1StringView rlimitInfoRLimitTypeValues[] = {
    "UNKNOWN"_L1,    "RLMT_AS"_L1,      "RLMT_CORE"_L1,     "RLMT_CPU"_L1,        "RLMT_DATA"_L1,   "RLMT_FSIZE"_L1,
    "RLMT_LOCKS"_L1, "RLMT_MEMLOCK"_L1, "RLMT_MSGQUEUE"_L1, "RLMT_NICE"_L1,       "RLMT_NOFILE"_L1, "RLMT_NPROC"_L1,
    "RLMT_RSS"_L1,   "RLMT_RTPRIO"_L1,  "RLMT_RTTIME"_L1,   "RLMT_SIGPENDING"_L1, "RLMT_STACK"_L1};
constinit const EnumSchema rlimitInfoRLimitType{"RLimitInfo.RLimit.Type"_L1, rlimitInfoRLimitTypeValues};

constexpr FieldSchema rlimitInfoRLimitFields[] = {
    optional("type"_L1, 1, rlimitInfoRLimitType),
    optional("hard"_L1, 2, FieldType::UInt64),
    optional("soft"_L1, 3, FieldType::UInt64),
};

constexpr FieldSchema ttyInfoFields[] = {
    optional("window_size"_L1, 1, ttyInfoWindowSize),
};

constexpr FieldSchema ttyInfoWindowSizeFields[] = {
    required("rows"_L1, 1, FieldType::UInt32),
    required("columns"_L1, 2, FieldType::UInt32),
};

constexpr QLatin1StringView containerInfoTypeValues[] = {"DOCKER"_L1, "MESOS"_L1};
constinit const EnumSchema containerInfoType{"ContainerInfo.Type"_L1, containerInfoTypeValues};

constexpr FieldSchema containerInfoFields[] = {
    required("type"_L1, 1, containerInfoType),
    repeated("volumes"_L1, 2, volume),
    optional("hostname"_L1, 4, FieldType::String),
    optional("docker"_L1, 3, containerInfoDockerInfo),
    optional("mesos"_L1, 5, containerInfoMesosInfo),
    repeated("network_infos"_L1, 7, networkInfo),
    optional("linux_info"_L1, 8, linuxInfo),
    optional("rlimit_info"_L1, 9, rlimitInfo),
    optional("tty_info"_L1, 10, ttyInfo),
};

constexpr QLatin1StringView containerInfoDockerInfoNetworkValues[] = {"HOST"_L1, "BRIDGE"_L1, "NONE"_L1, "USER"_L1};
constinit const EnumSchema containerInfoDockerInfoNetwork{"ContainerInfo.DockerInfo.Network"_L1,
                                                          containerInfoDockerInfoNetworkValues};

constexpr FieldSchema containerInfoDockerInfoFields[] = {
    required("image"_L1, 1, FieldType::String),
    optional("network"_L1, 2, containerInfoDockerInfoNetwork, "HOST"_L1),
    repeated("port_mappings"_L1, 3, containerInfoDockerInfoPortMapping),
    optional("privileged"_L1, 4, FieldType::Bool, "false"_L1),
    repeated("parameters"_L1, 5, parameter),
    optional("force_pull_image"_L1, 6, FieldType::Bool),
    deprecated(optional("volume_driver"_L1, 7, FieldType::String)),
};

constexpr FieldSchema containerInfoDockerInfoPortMappingFields[] = {
    required("host_port"_L1, 1, FieldType::UInt32),
    required("container_port"_L1, 2, FieldType::UInt32),
    optional("protocol"_L1, 3, FieldType::String),
};

constexpr FieldSchema containerInfoMesosInfoFields[] = {
    optional("image"_L1, 1, image),
};

} // namespace

constinit const MessageSchema parameter{"Parameter"_L1, parameterFields};
constinit const MessageSchema parameters{"Parameters"_L1, parametersFields};
constinit const MessageSchema credential{"Credential"_L1, credentialFields};
constinit const MessageSchema secret{"Secret"_L1, secretFields};
constinit const MessageSchema secretReference{"Secret.Reference"_L1, secretReferenceFields};
constinit const MessageSchema secretValue{"Secret.Value"_L1, secretValueFields};
constinit const MessageSchema image{"Image"_L1, imageFields};
constinit const MessageSchema imageAppc{"Image.Appc"_L1, imageAppcFields};
constinit const MessageSchema imageDocker{"Image.Docker"_L1, imageDockerFields};
constinit const MessageSchema mountPropagation{"MountPropagation"_L1, mountPropagationFields};
constinit const MessageSchema volume{"Volume"_L1, volumeFields};
constinit const MessageSchema volumeSource{"Volume.Source"_L1, volumeSourceFields};
constinit const MessageSchema volumeSourceDockerVolume{"Volume.Source.DockerVolume"_L1, volumeSourceDockerVolumeFields};
constinit const MessageSchema volumeSourceHostPath{"Volume.Source.HostPath"_L1, volumeSourceHostPathFields};
constinit const MessageSchema volumeSourceSandboxPath{"Volume.Source.SandboxPath"_L1, volumeSourceSandboxPathFields};
constinit const MessageSchema volumeSourceCsiVolume{"Volume.Source.CSIVolume"_L1, volumeSourceCsiVolumeFields};
constinit const MessageSchema volumeSourceCsiVolumeVolumeCapability{"Volume.Source.CSIVolume.VolumeCapability"_L1,
                                                                    volumeSourceCsiVolumeVolumeCapabilityFields};
constinit const MessageSchema volumeSourceCsiVolumeVolumeCapabilityBlockVolume{
    "Volume.Source.CSIVolume.VolumeCapability.BlockVolume"_L1, {}};
constinit const MessageSchema volumeSourceCsiVolumeVolumeCapabilityMountVolume{
    "Volume.Source.CSIVolume.VolumeCapability.MountVolume"_L1, volumeSourceCsiVolumeVolumeCapabilityMountVolumeFields};
constinit const MessageSchema volumeSourceCsiVolumeVolumeCapabilityAccessMode{
    "Volume.Source.CSIVolume.VolumeCapability.AccessMode"_L1, volumeSourceCsiVolumeVolumeCapabilityAccessModeFields};
constinit const MessageSchema volumeSourceCsiVolumeStaticProvisioning{"Volume.Source.CSIVolume.StaticProvisioning"_L1,
                                                                      volumeSourceCsiVolumeStaticProvisioningFields};
constinit const MessageSchema networkInfo{"NetworkInfo"_L1, networkInfoFields};
constinit const MessageSchema networkInfoIPAddress{"NetworkInfo.IPAddress"_L1, networkInfoIPAddressFields};
constinit const MessageSchema networkInfoPortMapping{"NetworkInfo.PortMapping"_L1, networkInfoPortMappingFields};
constinit const MessageSchema capabilityInfo{"CapabilityInfo"_L1, capabilityInfoFields};
constinit const MessageSchema seccompInfo{"SeccompInfo"_L1, seccompInfoFields};
constinit const MessageSchema linuxInfo{"LinuxInfo"_L1, linuxInfoFields};
constinit const MessageSchema rlimitInfo{"RLimitInfo"_L1, rlimitInfoFields};
constinit const MessageSchema rlimitInfoRLimit{"RLimitInfo.RLimit"_L1, rlimitInfoRLimitFields};
constinit const MessageSchema ttyInfo{"TTYInfo"_L1, ttyInfoFields};
constinit const MessageSchema ttyInfoWindowSize{"TTYInfo.WindowSize"_L1, ttyInfoWindowSizeFields};
constinit const MessageSchema containerInfo{"ContainerInfo"_L1, containerInfoFields};
constinit const MessageSchema containerInfoDockerInfo{"ContainerInfo.DockerInfo"_L1, containerInfoDockerInfoFields};
constinit const MessageSchema containerInfoDockerInfoPortMapping{"ContainerInfo.DockerInfo.PortMapping"_L1,
                                                                 containerInfoDockerInfoPortMappingFields};
constinit const MessageSchema containerInfoMesosInfo{"ContainerInfo.MesosInfo"_L1, containerInfoMesosInfoFields};

} // namespace mesoscribe::schema
