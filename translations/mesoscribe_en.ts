<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
