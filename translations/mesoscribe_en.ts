<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CallWords</name>
    <message numerus="yes">
        <source>%1 has %Ln running tasks.</source>
        <translation>
            <numerusform>%1 has %Ln running task.</numerusform>
            <numerusform>%1 has %Ln running tasks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offers of %1 for %2</source>
        <translation>
            <numerusform>%Ln offer of %1 for %2</numerusform>
            <numerusform>%Ln offers of %1 for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferText</name>
    <message numerus="yes">
        <source>%Ln offers</source>
        <translation>
            <numerusform>%Ln offer</numerusform>
            <numerusform>%Ln offers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskWords</name>
    <message numerus="yes">
        <source>%Ln updates unacknowledged</source>
        <translation>
            <numerusform>%Ln update unacknowledged</numerusform>
            <numerusform>%Ln updates unacknowledged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(repeated %Ln times)</source>
        <translation>
            <numerusform>(repeated %Ln time)</numerusform>
            <numerusform>(repeated %Ln times)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offers</source>
        <translation>
            <numerusform>%Ln offer</numerusform>
            <numerusform>%Ln offers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln inverse offers</source>
        <translation>
            <numerusform>%Ln inverse offer</numerusform>
            <numerusform>%Ln inverse offers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offers were given back: nobody had used them in time.</source>
        <translation>
            <numerusform>%Ln offer was given back: nobody had used it in time.</numerusform>
            <numerusform>%Ln offers were given back: nobody had used them in time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offers were given back: nobody had used them for %1.</source>
        <translation>
            <numerusform>%Ln offer was given back: nobody had used it for %1.</numerusform>
            <numerusform>%Ln offers were given back: nobody had used them for %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier offers are void</source>
        <translation>
            <numerusform>%Ln earlier offer is void</numerusform>
            <numerusform>%Ln earlier offers are void</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::Application</name>
    <message numerus="yes">
        <source>%n agent(s)</source>
        <translation>
            <numerusform>%n agent</numerusform>
            <numerusform>%n agents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::CallEditor</name>
    <message numerus="yes">
        <source>The master would refuse this, for %Ln reasons.</source>
        <translation>
            <numerusform>The master would refuse this, for %Ln reason.</numerusform>
            <numerusform>The master would refuse this, for %Ln reasons.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::ConnectionListModel</name>
    <message numerus="yes">
        <source>%Ln new offers</source>
        <translation>
            <numerusform>%Ln new offer</numerusform>
            <numerusform>%Ln new offers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::ConnectionPage</name>
    <message numerus="yes">
        <source>%Ln offers held</source>
        <translation>
            <numerusform>%Ln offer held</numerusform>
            <numerusform>%Ln offers held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks</source>
        <translation>
            <numerusform>%Ln task</numerusform>
            <numerusform>%Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are running</source>
        <translation>
            <numerusform>%Ln is running</numerusform>
            <numerusform>%Ln are running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln calls</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::DeskCalls</name>
    <message numerus="yes">
        <source>Kill %Ln tasks?</source>
        <translation>
            <numerusform>Kill %Ln task?</numerusform>
            <numerusform>Kill %Ln tasks?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mesos kills its %Ln tasks, ends the framework and regards its id as finished.</source>
        <translation>
            <numerusform>Mesos kills its %Ln task, ends the framework and regards its id as finished.</numerusform>
            <numerusform>Mesos kills its %Ln tasks, ends the framework and regards its id as finished.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::IdentityChip</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::LaunchDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::LaunchForm</name>
    <message numerus="yes">
        <source>Environment: %Ln variables</source>
        <translation>
            <numerusform>Environment: %Ln variable</numerusform>
            <numerusform>Environment: %Ln variables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Files to fetch: %Ln URIs</source>
        <translation>
            <numerusform>Files to fetch: %Ln URI</numerusform>
            <numerusform>Files to fetch: %Ln URIs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labels: %Ln</source>
        <translation>
            <numerusform>Labels: %Ln</numerusform>
            <numerusform>Labels: %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::LaunchModel</name>
    <message numerus="yes">
        <source>%Ln offers</source>
        <translation>
            <numerusform>%Ln offer</numerusform>
            <numerusform>%Ln offers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mappings need as many ports of the host: ask for them above.</source>
        <translation>
            <numerusform>%Ln mapping needs a port of the host: ask for it above.</numerusform>
            <numerusform>%Ln mappings need as many ports of the host: ask for them above.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::LeavingDialog</name>
    <message numerus="yes">
        <source>%Ln frameworks would be left.</source>
        <translation>
            <numerusform>%Ln framework would be left.</numerusform>
            <numerusform>%Ln frameworks would be left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::OffersPanel</name>
    <message numerus="yes">
        <source>It hides %Ln offers.</source>
        <translation>
            <numerusform>It hides %Ln offer.</numerusform>
            <numerusform>It hides %Ln offers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offers</source>
        <translation>
            <numerusform>%Ln offer</numerusform>
            <numerusform>%Ln offers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::RecordsPanel</name>
    <message numerus="yes">
        <source>%Ln heartbeats hidden</source>
        <translation>
            <numerusform>%Ln heartbeat hidden</numerusform>
            <numerusform>%Ln heartbeats hidden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::StatusLine</name>
    <message numerus="yes">
        <source>%Ln offers</source>
        <translation>
            <numerusform>%Ln offer</numerusform>
            <numerusform>%Ln offers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::TaskTreeModel::Private</name>
    <message numerus="yes">
        <source>Operations, %Ln rows</source>
        <translation>
            <numerusform>Operations, %Ln row</numerusform>
            <numerusform>Operations, %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Maintenance, %Ln rows</source>
        <translation>
            <numerusform>Maintenance, %Ln row</numerusform>
            <numerusform>Maintenance, %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesoscribe::TasksPanel</name>
    <message numerus="yes">
        <source>Kill the %Ln selected tasks with the grace they ask for</source>
        <translation>
            <numerusform>Kill the %Ln selected task with the grace it asks for</numerusform>
            <numerusform>Kill the %Ln selected tasks with the grace they ask for</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln maintenance windows wait for an answer.</source>
        <translation>
            <numerusform>%Ln maintenance window waits for an answer.</numerusform>
            <numerusform>%Ln maintenance windows wait for an answer.</numerusform>
        </translation>
    </message>
</context>
</TS>
