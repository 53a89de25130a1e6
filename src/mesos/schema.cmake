# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
set(MESOS_SCHEMA_SOURCES
    schema.cpp schema.h
    schemacontainer.cpp
    schemafields.h
    schemaframework.cpp
    schemamessages.h
    schemaresource.cpp
    schemascheduler.cpp
    schematask.cpp)
